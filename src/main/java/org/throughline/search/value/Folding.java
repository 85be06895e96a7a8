package org.throughline.search.value;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Brings a string into the form in which strings are compared: no accents, lower case, single spaces.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#string">String search</a>
 */
public final class Folding {
    /** So much of a text is kept in an index, because PostgreSQL's pages bound it. Keys are of the whole text. */
    private static final int KEPT = 700;

    private Folding() {}

    /** As much of a text as an index keeps. */
    public static String kept(String text) {
        if (text.length() <= KEPT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(KEPT - 1)) ? KEPT - 1 : KEPT);
    }

    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (c < 0x20) || (c == ' ' && spaceToDrop(text, i))) {
                return thoroughly(text);
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean spaceToDrop(String text, int index) {
        return index == 0 || index == text.length() - 1 || text.charAt(index + 1) == ' ';
    }

    private static String thoroughly(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(apart.length());
        boolean space = false;
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = !folded.isEmpty();
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                if (space) {
                    folded.append(' ');
                    space = false;
                }
                folded.append(c);
            }
        }
        return folded.toString().toLowerCase(Locale.ROOT);
    }
}
