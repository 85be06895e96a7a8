package org.throughline.care.registration;

import java.util.random.RandomGenerator;

/**
 * Numbers by which a practice knows its patients: seven digits and a check digit, so that one wrong digit never makes
 * another patient's number, nor do two neighbours that are exchanged, but for 0 and 9. They are drawn at random: a number says nothing of when it was given.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Luhn_algorithm">Luhn's check digit</a>
 */
final class PatientNumber {
    private static final int FIRST = 1_000_000;
    private static final int BEYOND = 10_000_000;

    private PatientNumber() {}

    static String next(RandomGenerator random) {
        String digits = Integer.toString(random.nextInt(FIRST, BEYOND));
        return digits + check(digits);
    }

    /** The digit that makes the sum of all, every second one doubled from the right, a multiple of ten. */
    static int check(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }
}
