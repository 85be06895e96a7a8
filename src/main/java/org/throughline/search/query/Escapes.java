package org.throughline.search.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits values at commas, bars and dollar signs that are not escaped by a backslash.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#escaping">Escaping</a>
 */
final class Escapes {
    private static final String ESCAPED = ",|$\\";

    private Escapes() {}

    /** The parts between separators, still escaped. */
    static List<String> split(String value, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == separator) {
                parts.add(value.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(value.substring(from));
        return parts;
    }

    /** A text that stands for itself as a value: commas escaped, bars kept, because they part systems from codes. */
    static String escape(String text) {
        return text.replace("\\", "\\\\").replace(",", "\\,");
    }

    /** The text without its escapes; a backslash before any other character stands for itself. */
    static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean escape = c == '\\' && i + 1 < value.length() && ESCAPED.indexOf(value.charAt(i + 1)) >= 0;
            text.append(escape ? value.charAt(++i) : c);
        }
        return text.toString();
    }
}
