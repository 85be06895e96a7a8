package org.throughline.network.outside;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Network;

/** Addresses of other servers: which may be used, and where the next page of an answer lies. Pure. */
final class Addresses {
    private static final Pattern BASE =
            Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+(?:/[A-Za-z0-9._~%/-]*[A-Za-z0-9._~%-])?");
    private static final int LONGEST = 300;

    private Addresses() {}

    /**
     * The address of a FHIR API as somebody wrote it, without a slash at the end.
     *
     * @throws Failed with {@link Failure.Malformed} when it is none that may be used
     */
    static String base(String written) {
        String text = written.strip().replaceFirst("/+$", "");
        if (text.length() > LONGEST || !BASE.matcher(text).matches()) {
            throw new Failed(new Failure.Malformed(
                    "value",
                    "address",
                    "'" + Said.line(text) + "' is no address such as https://example.org/fhir/r4."));
        }
        requireSafe(text);
        return text;
    }

    /**
     * Refuses an address to which nothing may be said in the clear.
     *
     * @throws Failed with {@link Failure.Malformed}
     */
    static void requireSafe(String address) {
        if (!address.toLowerCase(Locale.ROOT).startsWith("https:") && !Network.isOfThisMachine(address)) {
            throw new Failed(new Failure.Malformed(
                    "value", "address", "Other servers are reached by https only; " + Said.line(address) + " is not."));
        }
    }

    /**
     * Where the next page of an answer lies. Our token goes to no other server than its own: where a page is said to be at
     * another address, it is asked for at the server's own if it lies below the same path there, as it does when a server
     * does not know by what name it is reached.
     *
     * @param base of the API
     * @param present the page before
     * @param link as that says it; may be relative
     * @throws Failed with {@link Failure.Malformed} when it lies elsewhere
     */
    static URI next(String base, URI present, String link) {
        URI own = URI.create(base);
        try {
            String escaped = link.replace("|", "%7C")
                    .replace(" ", "%20")
                    .replace("^", "%5E")
                    .replace("\"", "%22");
            URI next = present.resolve(escaped);
            String path = Objects.requireNonNullElse(own.getRawPath(), "");
            boolean below = Objects.requireNonNullElse(next.getRawPath(), "").startsWith(path);
            if (!below && escaped.startsWith("/")) {
                return URI.create(base + escaped);
            }
            if (below) {
                String query = next.getRawQuery();
                return URI.create(own.getScheme() + "://" + own.getRawAuthority() + next.getRawPath()
                        + (query == null ? "" : "?" + query));
            }
        } catch (IllegalArgumentException e) {
            throw elsewhere(link, e);
        }
        throw elsewhere(link, null);
    }

    private static Failed elsewhere(String link, @Nullable Throwable cause) {
        Failure failure = new Failure.Malformed(
                "value",
                "link",
                "It says that its answer goes on elsewhere, where it is not followed: " + Said.line(link));
        return cause == null ? new Failed(failure) : new Failed(failure, cause);
    }
}
