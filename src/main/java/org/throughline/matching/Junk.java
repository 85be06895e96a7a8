package org.throughline.matching;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is written where nothing is known, and so says nothing. Pure. */
final class Junk {
    private static final Set<String> NO_NAMES = Set.of(
            "unknown",
            "unk",
            "unnamed",
            "none",
            "null",
            "na",
            "nn",
            "test",
            "patient",
            "testpatient",
            "anonymous",
            "noname",
            "xxx",
            "baby",
            "babyboy",
            "babygirl",
            "bb",
            "bg",
            "bboy",
            "bgirl",
            "boy",
            "girl",
            "infant",
            "newborn",
            "nb",
            "twin",
            "twina",
            "twinb",
            "male",
            "female",
            "unidentified",
            "trauma",
            "doe",
            "refused",
            "declined",
            "notgiven",
            "firstname",
            "lastname");

    /** Words that stand for a name that a newborn does not have yet; a letter behind them tells twins apart. */
    private static final Set<String> NEWBORN =
            Set.of("baby", "babyboy", "babygirl", "bb", "bg", "bboy", "bgirl", "infant", "newborn", "nb");

    private static final Set<String> OF_A_NEWBORN = Set.of("boy", "girl", "twin", "male", "female");

    private static final Set<String> NO_STREETS = Set.of(
            "unknown",
            "homeless",
            "none",
            "na",
            "general delivery",
            "no fixed address",
            "no fixed abode",
            "nfa",
            "undomiciled",
            "refused",
            "same");

    private static final Pattern ONE_CHARACTER = Pattern.compile("(.)\\1*");
    private static final Pattern NO_EMAIL = Pattern.compile(
            "(no|none|na|n/a|noemail|no-email|unknown|test|refused|declined|nobody|email|x+|a+|1+)@.*|.*@(none|no|na|noemail|unknown|test|example)(\\..*)?");
    private static final String COUNTING = "012345678901234567890";
    private static final String COUNTING_DOWN = "98765432109876543210";
    private static final int SHORTEST_PHONE = 7;

    /** Numbers of cards that were printed in advertisements, and are given by people who have none at hand. */
    private static final Set<String> PRINTED_NUMBERS = Set.of("078051120", "219099999", "457555462");

    private Junk() {}

    static boolean isName(String joined) {
        return NO_NAMES.contains(joined) || (joined.length() > 1 && isOneCharacter(joined));
    }

    /** Whether given names only say that a newborn has none yet. */
    static boolean isNewborn(List<String> given) {
        if (given.isEmpty()) {
            return false;
        }
        return NEWBORN.contains(given.getFirst())
                || (OF_A_NEWBORN.contains(given.getFirst())
                        && given.stream().allMatch(word -> word.length() == 1 || OF_A_NEWBORN.contains(word)));
    }

    static boolean isPhone(String digits) {
        if (digits.length() < SHORTEST_PHONE || isOneCharacter(digits) || isCounting(digits)) {
            return true;
        }
        String local = digits.substring(digits.length() - SHORTEST_PHONE);
        return isOneCharacter(local) || digits.startsWith("000");
    }

    static boolean isEmail(String email) {
        return !email.contains("@") || NO_EMAIL.matcher(email).matches();
    }

    static boolean isStreet(String street) {
        return street.isEmpty() || NO_STREETS.contains(street);
    }

    /** Whether a value cannot be a number of one person. */
    static boolean isNumber(String value) {
        return value.length() < 2 || isOneCharacter(value) || isCounting(value) || NO_NAMES.contains(value);
    }

    /** Whether nine digits cannot be a social security number (https://www.ssa.gov/employer/randomization.html). */
    static boolean isSocialSecurity(String digits) {
        return isNumber(digits)
                || PRINTED_NUMBERS.contains(digits)
                || digits.startsWith("000")
                || digits.startsWith("666")
                || digits.startsWith("00", 3)
                || digits.endsWith("0000");
    }

    private static boolean isOneCharacter(String text) {
        return ONE_CHARACTER.matcher(text).matches();
    }

    private static boolean isCounting(String digits) {
        return digits.length() > 4 && (COUNTING.contains(digits) || COUNTING_DOWN.contains(digits));
    }
}
