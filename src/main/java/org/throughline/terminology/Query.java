package org.throughline.terminology;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a person typed.
 *
 * @param words its words, in their order
 * @param code the same as a code: upper case, without points and spaces
 * @param mistake whether one of the words may have a typing error
 */
record Query(List<String> words, String code, boolean mistake) {
    private static final int LONGEST = 100;
    private static final int MOST_WORDS = 10;
    private static final int SHORTEST_CODE = 3;

    static Query of(String typed) {
        String text = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        List<String> words = Words.of(text);
        return new Query(
                words.size() > MOST_WORDS ? words.subList(0, MOST_WORDS) : words,
                text.toUpperCase(Locale.ROOT).replaceAll("[\\s.]", ""),
                false);
    }

    Query withMistake() {
        return new Query(words, code, true);
    }

    /** Whether each word that was typed is the beginning of one of these words. */
    boolean fits(Set<String> any) {
        boolean spared = mistake;
        for (String typed : words) {
            if (any.stream().noneMatch(each -> each.startsWith(typed))) {
                if (!spared || any.stream().noneMatch(each -> Typing.nearlyBegins(each, typed))) {
                    return false;
                }
                spared = false;
            }
        }
        return true;
    }

    /** Whether it is the beginning of a code, and looks like one. */
    boolean begins(String other) {
        return code.length() >= SHORTEST_CODE
                && Character.isDigit(code.charAt(1))
                && other.replace(".", "").startsWith(code);
    }
}
