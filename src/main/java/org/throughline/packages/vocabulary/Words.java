package org.throughline.packages.vocabulary;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of names, as they are kept and as they are looked for: without accents, in small letters. Pure. */
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LONGEST = 60;
    private static final int MOST = 12;

    private Words() {}

    static List<String> of(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return Arrays.stream(BETWEEN.split(plain.toLowerCase(Locale.ROOT), -1))
                .filter(each -> !each.isEmpty())
                .map(each -> each.substring(0, Math.min(each.length(), LONGEST)))
                .toList();
    }

    /** A {@code tsvector} of a name, with a mark of its vocabulary. */
    static String vector(int vocabulary, String text) {
        List<String> lexemes = new ArrayList<>(of(text));
        lexemes.add("=" + vocabulary);
        return lexemes.stream().distinct().map(each -> "'" + each + "'").collect(Collectors.joining(" "));
    }

    /** A {@code tsquery} for names in which there is a word that begins like each of what was typed. */
    static String query(int vocabulary, List<String> words) {
        return "'=" + vocabulary + "'"
                + words.stream().limit(MOST).map(each -> " & '" + each + "':*").collect(Collectors.joining());
    }
}
