package org.throughline.matching;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it is compared: lower case, letters without accents, without punctuation. Pure. */
public final class Folded {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`´ʻ]");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private Folded() {}

    /** The words of a text, in one piece: {@code García-López} is {@code garcialopez}. */
    public static String of(String text) {
        return NO_LETTER.matcher(plain(text)).replaceAll("");
    }

    /** The words of a text, each folded: {@code García-López} is {@code garcia, lopez}, {@code O'Hara} is {@code ohara}. */
    public static List<String> words(String text) {
        String[] words = NO_LETTER.split(APOSTROPHES.matcher(plain(text)).replaceAll(""), -1);
        return Arrays.stream(words).filter(word -> !word.isEmpty()).toList();
    }

    private static String plain(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        // Letters that are no letter with an accent to Unicode.
        return plain.toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("ł", "l")
                .replace("æ", "ae")
                .replace("đ", "d");
    }
}
