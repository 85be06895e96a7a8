package org.throughline.search.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Types;

/**
 * Reads literal references: those to a resource of ours are relative ({@code Patient/1}) or absolute on our own base
 * address; a version at the end is passed over.
 *
 * @param base our own base address, without a slash at the end
 */
public record References(Types types, String base) {
    private static final Pattern LOCAL =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(?:/_history/[^/]+)?");

    /** A resource of ours. */
    public record Local(String type, String id) {}

    /** The resource of ours that the text points to; null when it points elsewhere or nowhere. */
    public @Nullable Local local(String text) {
        int from = 0;
        if (text.startsWith(base) && text.length() > base.length() && text.charAt(base.length()) == '/') {
            from = base.length() + 1;
        }
        if (from >= text.length() || !Character.isUpperCase(text.charAt(from))) {
            return null;
        }
        Matcher parts = LOCAL.matcher(text).region(from, text.length());
        return parts.matches() && types.isResourceType(parts.group(1))
                ? new Local(parts.group(1), parts.group(2))
                : null;
    }
}
