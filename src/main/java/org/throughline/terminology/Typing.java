package org.throughline.terminology;

/** How a typed beginning may differ from the word that was meant. */
public final class Typing {
    /** Shorter words would fit nearly anything. */
    private static final int LONG_ENOUGH = 4;

    private Typing() {}

    /** Whether a word begins as typed, but for one letter that is wrong, missing, too many, or swapped with the next. */
    public static boolean nearlyBegins(String word, String typed) {
        if (typed.length() < LONG_ENOUGH) {
            return false;
        }
        int same = 0;
        while (same < typed.length() && same < word.length() && typed.charAt(same) == word.charAt(same)) {
            same++;
        }
        if (same == typed.length()) {
            return true;
        }
        String rest = typed.substring(same + 1);
        return word.startsWith(rest, same + 1) // a wrong letter
                || word.startsWith(rest, same) // one too many
                || word.startsWith(typed.substring(same), same + 1) // one missing
                || swapped(word, typed, same);
    }

    private static boolean swapped(String word, String typed, int at) {
        return at + 1 < typed.length()
                && at + 1 < word.length()
                && typed.charAt(at) == word.charAt(at + 1)
                && typed.charAt(at + 1) == word.charAt(at)
                && word.startsWith(typed.substring(at + 2), at + 2);
    }
}
