package org.throughline.search.value;

import java.util.ArrayList;
import java.util.List;

/** Takes a text apart into words: runs of letters and digits, folded. */
public final class Tokens {
    /** What is longer is no word that anybody looks for. */
    private static final int LONGEST = 64;

    private Tokens() {}

    /** The words in order, each as often as it stands there. */
    public static List<String> of(String text) {
        String folded = Folding.fold(text);
        List<String> words = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= folded.length(); i++) {
            boolean inWord = i < folded.length() && Character.isLetterOrDigit(folded.charAt(i));
            if (inWord && from < 0) {
                from = i;
            } else if (!inWord && from >= 0) {
                if (i - from <= LONGEST) {
                    words.add(folded.substring(from, i));
                }
                from = -1;
            }
        }
        return words;
    }
}
