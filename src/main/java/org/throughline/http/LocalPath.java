package org.throughline.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path of ours with its query, {@code /patients?q=ada}, to which a browser may be sent: never another site, whatever
 * tricks the text plays.
 *
 * @param text begins with one slash; only visible ASCII, no backslash
 */
public record LocalPath(String text) {
    private static final int LONGEST = 8000;

    public LocalPath {
        if (!isLocal(text)) {
            throw new IllegalArgumentException("not a local path");
        }
    }

    /** The text as a path; empty when it would lead elsewhere or is none at all. */
    public static Optional<LocalPath> of(@Nullable String text) {
        return text != null && isLocal(text) ? Optional.of(new LocalPath(text)) : Optional.empty();
    }

    /** Where a request wanted to go. */
    public static Optional<LocalPath> of(Request request) {
        return of(request.query().isEmpty() ? request.rawPath() : request.rawPath() + "?" + request.query());
    }

    /** Browsers drop tabs and line ends from addresses, take a backslash for a slash, and two slashes for a host. */
    private static boolean isLocal(String text) {
        return text.startsWith("/")
                && !text.startsWith("//")
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\');
    }
}
