package org.throughline.terminology.sig;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A typed text in small letters, read from its beginning to its end. */
final class Cursor {
    private final String text;
    private final String asTyped;
    private int at;

    Cursor(String typed) {
        String plain = plain(typed);
        String small = plain.toLowerCase(Locale.ROOT);
        this.text = small;
        this.asTyped = plain.length() == small.length() ? plain : small;
        skip();
    }

    private static String plain(String typed) {
        return typed.replace('\u2013', '-')
                .replace('\u2014', '-')
                .replace('\u00d7', 'x')
                .replace("\u00b5g", "mcg")
                .replace("\u03bcg", "mcg")
                .replace("½", " 1/2")
                .replace("¼", " 1/4")
                .replace("¾", " 3/4")
                .replaceAll("\\s+", " ")
                .strip();
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** Takes what a pattern fits from here on, when no letter or digit follows it. */
    Optional<MatchResult> take(Pattern pattern) {
        Optional<MatchResult> found = look(pattern);
        found.ifPresent(match -> {
            at = match.end();
            skip();
        });
        return found;
    }

    /** What a part of a match is as it was typed. */
    String asTyped(MatchResult match, int group) {
        return asTyped.substring(match.start(group), match.end(group));
    }

    /** Whether a pattern fits from here on. */
    Optional<MatchResult> look(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
        return matcher.lookingAt() && matcher.end() > at ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** A pattern of whole words: no letter or digit may follow one that it ends with. */
    static Pattern pattern(String regex) {
        return Pattern.compile("(?:" + regex + ")(?!(?<=[a-z0-9])[a-z0-9])");
    }

    /** The word that stands here. */
    String word() {
        int end = text.indexOf(' ', at);
        return text.substring(at, end < 0 ? text.length() : end);
    }

    /** What is left of the text. */
    String rest() {
        return asTyped.substring(at);
    }

    private void skip() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == ',' || isStop())) {
            at++;
        }
    }

    /** A full stop ends a sentence; a point before a digit is part of a number. */
    private boolean isStop() {
        boolean point = text.charAt(at) == '.' || text.charAt(at) == ';';
        return point && (at + 1 == text.length() || text.charAt(at + 1) == ' ');
    }
}
