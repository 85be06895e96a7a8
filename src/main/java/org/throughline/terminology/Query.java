package org.throughline.terminology;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** What a person typed, looked up in the words of a catalogue. */
final class Query {
    private static final int LONGEST = 100;
    private static final int MOST_WORDS = 10;
    private static final int SHORTEST_CODE = 3;

    private final Vocabulary vocabulary;
    private final List<String> typed;
    private final String folded;
    private final String code;
    private final List<BitSet> meant;
    private final List<BitSet> nearly;

    private Query(Vocabulary vocabulary, List<String> typed, String code, boolean mistake) {
        this.vocabulary = vocabulary;
        this.typed = typed;
        this.folded = String.join(" ", typed);
        this.code = code;
        List<String> words = telling(typed);
        this.meant = words.stream().map(vocabulary::beginning).toList();
        this.nearly = mistake ? words.stream().map(vocabulary::nearlyBeginning).toList() : List.of();
    }

    /** The words that tell something; all of them when none does. */
    private static List<String> telling(List<String> words) {
        List<String> telling =
                words.stream().filter(each -> !Words.isSmall(each)).toList();
        return telling.isEmpty() ? words : telling;
    }

    static Query of(String typed, Vocabulary vocabulary) {
        String text = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        List<String> words = Words.of(text);
        String code = text.toUpperCase(Locale.ROOT).replace(".", "").strip();
        return new Query(vocabulary, words.size() > MOST_WORDS ? words.subList(0, MOST_WORDS) : words, code, false);
    }

    /** The same, where one of the words may have a typing error. */
    Query withMistake() {
        return new Query(vocabulary, typed, code, true);
    }

    boolean isEmpty() {
        return typed.isEmpty();
    }

    /** Whether it is the whole text, but for case, accents and punctuation. */
    boolean isWhole(Term term) {
        return term.folded().equals(folded);
    }

    /** Whether each word that was typed begins one of these words. */
    boolean fits(int... words) {
        boolean spared = !nearly.isEmpty();
        for (int i = 0; i < meant.size(); i++) {
            if (!any(words, meant.get(i))) {
                if (!spared || !any(words, nearly.get(i))) {
                    return false;
                }
                spared = false;
            }
        }
        return true;
    }

    private static boolean any(int[] words, BitSet meant) {
        for (int word : words) {
            if (meant.get(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it looks like a code and is the beginning of this one, written without its point. */
    boolean beginsCode(String other) {
        return code.length() >= SHORTEST_CODE && Character.isDigit(code.charAt(1)) && other.startsWith(code);
    }

    /** Whether it is this code, written without its point. */
    boolean isCode(String other) {
        return other.equals(code);
    }
}
