package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people type and read them: {@code 1,000}, {@code 1 and 1/2}, {@code .5}, {@code two}. */
final class Amounts {
    /** A number that {@link #read} reads. */
    static final String NUMBER =
            "(?:\\d{1,6} (?:and )?[1-9]/[2-8]|[1-9]/[2-8]|\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,6})?|\\d{1,7}(?:\\.\\d{1,6})?|\\.\\d{1,6}"
                    + "|one and a half|one-half|one half|half|a half|a quarter|one|two|three|four|five|six|seven|eight|nine|ten)";

    private static final Pattern FRACTION = Pattern.compile("(?:(\\d+) (?:and )?)?(\\d)/(\\d)");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("one and a half", "1.5"),
            Map.entry("one-half", "0.5"),
            Map.entry("one half", "0.5"),
            Map.entry("half", "0.5"),
            Map.entry("a half", "0.5"),
            Map.entry("a quarter", "0.25"),
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"));

    private Amounts() {}

    /** The number that a text of {@link #NUMBER} says; empty for a fraction that has no end in decimals. */
    static Optional<BigDecimal> read(String text) {
        String word = WORDS.get(text);
        if (word != null) {
            return Optional.of(new BigDecimal(word));
        }
        Matcher fraction = FRACTION.matcher(text);
        if (!fraction.matches()) {
            return Optional.of(plain(new BigDecimal(text.replace(",", ""))));
        }
        BigDecimal whole = fraction.group(1) == null ? BigDecimal.ZERO : new BigDecimal(fraction.group(1));
        try {
            return Optional.of(whole.add(new BigDecimal(fraction.group(2)).divide(new BigDecimal(fraction.group(3)))));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** A number without superfluous zeros. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    static BigDecimal divide(BigDecimal one, BigDecimal other) {
        return plain(one.divide(other, MathContext.DECIMAL64));
    }

    /** Whether a number is a whole multiple of another. */
    static boolean isMultiple(BigDecimal number, BigDecimal of) {
        return number.remainder(of).signum() == 0;
    }
}
