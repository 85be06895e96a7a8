package org.throughline.fhir.reference;

import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Types;

/**
 * Reads literal references: those to a resource of ours are relative ({@code Patient/1}) or absolute on our own base
 * address; a version at the end is passed over.
 *
 * @param base our own base address, without a slash at the end
 */
public record References(Types types, String base) {
    private static final int LONGEST_ID = 64;
    private static final String HISTORY = "/_history/";

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
        int slash = text.indexOf('/', from);
        if (slash < 0) {
            return null;
        }
        int end = endOfId(text, slash + 1);
        if (end == slash + 1 || end - slash - 1 > LONGEST_ID || !isEndOrVersion(text, end)) {
            return null;
        }
        String type = text.substring(from, slash);
        return types.isResourceType(type) ? new Local(type, text.substring(slash + 1, end)) : null;
    }

    private static int endOfId(String text, int from) {
        int end = from;
        while (end < text.length() && isOfId(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfId(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }

    private static boolean isEndOrVersion(String text, int at) {
        int version = at + HISTORY.length();
        return at == text.length()
                || (text.startsWith(HISTORY, at) && version < text.length() && text.indexOf('/', version) < 0);
    }
}
