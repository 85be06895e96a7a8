package org.throughline.terminology.drug;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Texts about drugs as words that are compared: small letters, without accents; a number keeps its decimal point and
 * stands apart from letters ({@code 0.5mg} is 0.5 and mg), loses the commas between thousands and zeros that say nothing.
 */
final class Folded {
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("tab", "tablet"),
            Map.entry("tabs", "tablet"),
            Map.entry("tablets", "tablet"),
            Map.entry("cap", "capsule"),
            Map.entry("caps", "capsule"),
            Map.entry("capsules", "capsule"),
            Map.entry("susp", "suspension"),
            Map.entry("soln", "solution"),
            Map.entry("sol", "solution"),
            Map.entry("oint", "ointment"),
            Map.entry("inj", "injection"),
            Map.entry("patches", "patch"),
            Map.entry("supp", "suppository"),
            Map.entry("suppositories", "suppository"),
            Map.entry("milligram", "mg"),
            Map.entry("milligrams", "mg"),
            Map.entry("ug", "mcg"),
            Map.entry("microgram", "mcg"),
            Map.entry("micrograms", "mcg"),
            Map.entry("unt", "unit"),
            Map.entry("units", "unit"),
            Map.entry("hcl", "hydrochloride"),
            Map.entry("hctz", "hydrochlorothiazide"),
            Map.entry("actuat", "actuation"),
            Map.entry("hour", "hr"),
            Map.entry("hours", "hr"),
            Map.entry("extended", "er"),
            Map.entry("xr", "er"),
            Map.entry("xl", "er"),
            Map.entry("sr", "er"),
            Map.entry("delayed", "dr"),
            Map.entry("ec", "dr"),
            Map.entry("odt", "disintegrating"));

    private Folded() {}

    /** The words of a text in their order. */
    static List<String> words(String text) {
        String plain = plain(text);
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < plain.length()) {
            char c = plain.charAt(at);
            int end = at + 1;
            if (isDigit(c)) {
                end = endOfNumber(plain, at);
                words.add(number(plain.substring(at, end)));
            } else if (Character.isLetter(c)) {
                end = endOfLetters(plain, at);
                String word = plain.substring(at, end).replace("'", "");
                words.add(SAME.getOrDefault(word, word));
            } else if (c == '%') {
                words.add("%");
            }
            at = end;
        }
        return words;
    }

    /** The words with a space between them: the same for texts that say the same. */
    static String key(String text) {
        return String.join(" ", words(text));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfNumber(String text, int start) {
        int at = start;
        while (at < text.length()
                && (isDigit(text.charAt(at))
                        || ((text.charAt(at) == '.' || text.charAt(at) == ',')
                                && at + 1 < text.length()
                                && isDigit(text.charAt(at + 1))))) {
            at++;
        }
        return at;
    }

    private static int endOfLetters(String text, int start) {
        int at = start;
        while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '\'')) {
            at++;
        }
        return at;
    }

    private static String number(String typed) {
        String text = typed.replace(",", "");
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static String plain(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        if (isPlain(small)) {
            return small;
        }
        return Normalizer.normalize(small, Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}", "")
                .replace('’', '\'');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
