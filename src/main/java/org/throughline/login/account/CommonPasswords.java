package org.throughline.login.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows the passwords that whoever guesses tries first. Lists of breached passwords are, in the lengths that we take,
 * mostly one or two words of a few hundred with digits and signs around them, some letters turned into digits; or a run
 * along the keyboard; or few characters again and again. So the words are kept ({@code common-words.txt}), not the lists.
 */
final class CommonPasswords {
    private static final String WORDS = "common-words.txt";
    private static final int MOST_WORDS = 2;
    private static final int FEWEST_CHARACTERS = 5;
    private static final int RUN = 4;

    private static final List<String> RUNS =
            List.of("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop");

    /** Digits and signs that stand for letters. */
    private static final Map<Character, Character> LETTERS =
            Map.of('0', 'o', '1', 'i', '3', 'e', '4', 'a', '5', 's', '7', 't', '@', 'a', '$', 's', '!', 'i');

    private final Set<String> words;

    CommonPasswords() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(WORDS)), UTF_8))) {
            this.words = lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(String password) {
        String text = password.toLowerCase(Locale.ROOT);
        return text.chars().distinct().count() < FEWEST_CHARACTERS
                || isRuns(text)
                || isWords(onlyLetters(text))
                || isWords(onlyLetters(spelled(trimmed(text))));
    }

    private boolean isWords(String text) {
        return !text.isEmpty() && isWords(text, MOST_WORDS, "");
    }

    /** Whether most of it runs along the keyboard, the alphabet or the digits, in either direction. */
    private static boolean isRuns(String text) {
        int within = 0;
        for (int i = 0; i + RUN <= text.length(); i++) {
            String piece = text.substring(i, i + RUN);
            String back = new StringBuilder(piece).reverse().toString();
            if (RUNS.stream().anyMatch(run -> run.contains(piece) || run.contains(back))) {
                within++;
            }
        }
        return within * 2 > text.length() - RUN + 1;
    }

    /** Whether the text is put together of so many different words at most; each may come again. */
    private boolean isWords(String text, int most, String before) {
        if (text.isEmpty()) {
            return true;
        }
        for (int end = text.length(); end > 0; end--) {
            String word = text.substring(0, end);
            boolean again = before.contains(" " + word + " ");
            if ((again || (most > 0 && words.contains(word)))
                    && isWords(text.substring(end), again ? most : most - 1, before + " " + word + " ")) {
                return true;
            }
        }
        return false;
    }

    /** Without the digits and signs at both ends. */
    private static String trimmed(String text) {
        return text.replaceAll("^\\P{L}+|\\P{L}+$", "");
    }

    private static String spelled(String text) {
        return text.chars()
                .map(c -> LETTERS.getOrDefault((char) c, (char) c))
                .collect(StringBuilder::new, (out, c) -> out.append((char) c), StringBuilder::append)
                .toString();
    }

    private static String onlyLetters(String text) {
        return text.replaceAll("\\P{L}", "");
    }
}
