package org.throughline.fhir.xml;

/** Text as XML 1.0 can hold it. */
final class Escapes {
    private Escapes() {}

    /** Between elements. */
    static String text(String text) {
        return escaped(text, false);
    }

    /** In an attribute, where a parser would make blanks of line ends and tabulators. */
    static String attribute(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean attribute) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                case '\n' -> out.append(attribute ? "&#10;" : "\n");
                case '\t' -> out.append(attribute ? "&#9;" : "\t");
                default -> out.append(isLegal(c) ? c : '\uFFFD');
            }
        }
        return out.toString();
    }

    private static boolean isLegal(char c) {
        return c >= ' ' && c < '\uFFFE';
    }
}
