package org.throughline.terminology;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Texts as words that are compared: lower case, without accents; what is neither a letter nor a digit parts words. */
final class Words {
    private static final Set<String> SMALL = Set.of("and", "due", "for", "from", "in", "of", "the", "to", "with");

    private Words() {}

    /** The words of a text in their order. */
    static List<String> of(String text) {
        String plain = plain(text);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            } else if (!silent(c)) {
                end(word, words);
            }
        }
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String plain(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text.toLowerCase(Locale.ROOT);
        }
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replace("æ", "ae")
                .replace("œ", "oe");
    }

    /** Apostrophes and accents part no word: Crohn's is crohns. */
    private static boolean silent(char c) {
        return c == '\'' || c == '’' || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** A text whose parts between hyphens stand together. */
    static String withoutHyphens(String text) {
        return text.replace("-", "");
    }

    /** Whether a word only holds others together: a fracture of the wrist is a wrist fracture. */
    static boolean isSmall(String word) {
        return SMALL.contains(word);
    }
}
