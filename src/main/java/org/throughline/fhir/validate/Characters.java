package org.throughline.fhir.validate;

/** Texts of an alphabet, looked at character by character: quicker than regular expressions and as plain. */
final class Characters {
    private static final String OID = "urn:oid:";
    private static final String UUID = "urn:uuid:";

    private Characters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** Something to read, and no control characters but tabulators and line ends. */
    static boolean isText(String text) {
        boolean visible = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = isSpace(c);
            if (c < ' ' && !space) {
                return false;
            }
            visible |= !space;
        }
        return visible;
    }

    static boolean hasSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return true;
            }
        }
        return false;
    }

    static boolean isCode(String text) {
        boolean afterSpace = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = isSpace(c);
            if ((space && afterSpace) || (c < ' ' && !space)) {
                return false;
            }
            afterSpace = space;
        }
        return !afterSpace;
    }

    static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '-' && c != '.') {
                return false;
            }
        }
        return text.length() <= 64;
    }

    static boolean isOid(String text) {
        if (!text.startsWith(OID) || text.length() < OID.length() + 3 || "012".indexOf(text.charAt(8)) < 0) {
            return false;
        }
        for (int i = OID.length() + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dot = c == '.';
            boolean last = i == text.length() - 1;
            boolean leadingZero = c == '0' && text.charAt(i - 1) == '.' && !last && isDigit(text.charAt(i + 1));
            if ((!dot && !isDigit(c)) || (dot && (last || text.charAt(i - 1) == '.')) || leadingZero) {
                return false;
            }
        }
        return text.charAt(OID.length() + 1) == '.';
    }

    static boolean isUuid(String text) {
        if (!text.startsWith(UUID) || text.length() != UUID.length() + 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(UUID.length() + i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }

    /** Groups of four with padding at the end; white space may stand anywhere. */
    static boolean isBase64(String text) {
        int count = 0;
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                padding++;
                count++;
            } else if (isLetter(c) || isDigit(c) || c == '+' || c == '/') {
                count++;
                if (padding > 0) {
                    return false;
                }
            } else if (!isSpace(c)) {
                return false;
            }
        }
        return count > 0 && count % 4 == 0 && padding <= 2;
    }
}
