package org.throughline.care.prescription;

import java.math.BigDecimal;
import java.util.List;

/** Numbers in English words, so that nobody can add a digit to them. Pure. */
public final class NumberWords {
    private static final List<String> SMALL = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

    private NumberWords() {}

    /** A number that is not negative and below a million: {@code two point five}; in figures when it is not. */
    public static String of(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(1_000_000)) >= 0) {
            return number.toPlainString();
        }
        BigDecimal plain = number.stripTrailingZeros();
        StringBuilder words = new StringBuilder(whole(plain.intValue()));
        if (plain.scale() > 0) {
            words.append(" point");
            String text = plain.toPlainString();
            for (char digit : text.substring(text.indexOf('.') + 1).toCharArray()) {
                words.append(' ').append(SMALL.get(digit - '0'));
            }
        }
        return words.toString();
    }

    private static String whole(int number) {
        if (number < 20) {
            return SMALL.get(number);
        }
        if (number < 100) {
            return TENS.get(number / 10) + (number % 10 == 0 ? "" : "-" + SMALL.get(number % 10));
        }
        return number < 1_000 ? above(number, 100, " hundred") : above(number, 1_000, " thousand");
    }

    private static String above(int number, int unit, String word) {
        return whole(number / unit) + word + (number % unit == 0 ? "" : " " + whole(number % unit));
    }
}
