package org.throughline.matching;

import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** How alike two folded words are written and sound. Pure. */
public final class Spelling {
    /** From this Jaro-Winkler similarity on, words of five letters or more are alike. */
    private static final double ALIKE = 0.92;

    private static final int SHORTEST_ALIKE = 5;
    private static final int SHORTEST_MISTYPED = 4;
    private static final int LONG = 8;

    private Spelling() {}

    /** Whether one may be the other mistyped. */
    public static boolean alike(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        if (shorter >= SHORTEST_MISTYPED && slips(one, other) <= (shorter >= LONG ? 2 : 1)) {
            return true;
        }
        return shorter >= SHORTEST_ALIKE && new JaroWinklerSimilarity().apply(one, other) >= ALIKE;
    }

    /** Whether they sound alike in English (Double Metaphone). */
    static boolean soundAlike(String one, String other) {
        String code = new DoubleMetaphone().doubleMetaphone(one);
        return code != null && code.length() > 1 && code.equals(new DoubleMetaphone().doubleMetaphone(other));
    }

    /**
     * How many slips of typing make one of the other: a letter left out, added, changed, or exchanged with its neighbour
     * (optimal string alignment). At most 3 is told; more is 3.
     */
    static int slips(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 2) {
            return 3;
        }
        int[] before = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + changed);
                if (exchanged(one, i, other, j)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return Math.min(last[other.length()], 3);
    }

    private static boolean exchanged(String one, int i, String other, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
