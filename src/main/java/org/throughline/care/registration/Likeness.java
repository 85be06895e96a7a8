package org.throughline.care.registration;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * How much somebody who is being registered is like somebody who is known: points for what agrees, with the usual ways in
 * which it fails to agree though it is the same person: nicknames, typing errors, a day and a month exchanged, a changed
 * family name, given and family name exchanged. Pure.
 *
 * @param nicknames by which given names that are written differently are one
 */
record Likeness(Nicknames nicknames) {
    /** From here on a candidate is worth showing. */
    static final int SHOWN = 45;

    /** From here on somebody must look before a second record is made. */
    static final int STRONG = 65;

    /** How long a FHIR date of a day is. */
    private static final int DAY = 10;

    private static final double ALIKE = 0.92;
    private static final double UNLIKE = 0.80;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    /** What was found out: points, and what they are for. */
    record Found(int points, boolean strong, List<String> reasons) {}

    Found of(Registration one, Registration other) {
        List<String> reasons = new ArrayList<>();
        int birth = birth(one.birthDate(), other.birthDate(), reasons);
        int family = family(one, other, reasons);
        int given = given(one, other, reasons);
        int exchanged = family + given < 20 ? exchanged(one, other, reasons) : 0;
        int reached = reached(one, other, reasons);
        boolean anotherFirstName = exchanged == 0 && differs(one.given(), other.given());
        if (anotherFirstName && birth == Points.BIRTH && family >= Points.SOUND) {
            reasons.addFirst("Another first name: may be a twin");
        }
        int sex = !one.sex().isEmpty()
                        && isSaid(one.sex())
                        && isSaid(other.sex())
                        && !one.sex().equals(other.sex())
                ? Points.OTHER_SEX
                : 0;
        int points = birth + family + given + exchanged + reached + sex;
        // A father and a son of one name live together and differ in the birth date.
        return new Found(points, points >= STRONG && birth > 0 && !anotherFirstName, reasons);
    }

    private static boolean isSaid(String sex) {
        return sex.equals("female") || sex.equals("male");
    }

    /** What agreement is worth; a birth date and both names make a strong candidate, no two of them alone do. */
    private static final class Points {
        static final int BIRTH = 34;
        static final int NEAR_BIRTH = 22;
        static final int YEAR = 8;
        static final int NAME = 22;
        static final int NICKNAME = 20;
        static final int ALIKE_NAME = 17;
        static final int SOUND = 12;
        static final int INITIAL = 5;
        static final int EXCHANGED = 40;
        static final int REACHED = 16;
        static final int LIVES = 8;
        static final int OTHER_SEX = -8;
    }

    private static int birth(String one, String other, List<String> reasons) {
        if (one.length() != DAY || other.length() != DAY) {
            return one.length() >= 4 && other.startsWith(one.substring(0, 4)) ? Points.YEAR : 0;
        }
        if (one.equals(other)) {
            reasons.add("Same birth date");
            return Points.BIRTH;
        }
        if (nearDates(one).contains(other)) {
            reasons.add("Birth date with day and month exchanged");
            return Points.NEAR_BIRTH;
        }
        if (differences(one, other) == 1 || isTransposed(one, other)) {
            reasons.add("Birth date with one digit different");
            return Points.NEAR_BIRTH;
        }
        return 0;
    }

    /** The other day that a birth date may be when day and month were exchanged. */
    static Set<String> nearDates(String date) {
        try {
            LocalDate day = LocalDate.parse(date);
            return day.getDayOfMonth() <= 12 && day.getDayOfMonth() != day.getMonthValue()
                    ? Set.of(LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue())
                            .toString())
                    : Set.of();
        } catch (DateTimeException e) {
            return Set.of();
        }
    }

    private static int differences(String one, String other) {
        int differences = 0;
        for (int i = 0; i < one.length(); i++) {
            differences += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return differences;
    }

    private static boolean isTransposed(String one, String other) {
        char[] digits = one.toCharArray();
        for (int i = 0; i + 1 < digits.length; i++) {
            char[] swapped = digits.clone();
            swapped[i] = digits[i + 1];
            swapped[i + 1] = digits[i];
            if (new String(swapped).equals(other)) {
                return true;
            }
        }
        return false;
    }

    private static int family(Registration one, Registration other, List<String> reasons) {
        if (folded(one.family()).isEmpty() || folded(other.family()).isEmpty()) {
            return 0;
        }
        if (folded(one.family()).equals(folded(other.family()))) {
            reasons.add("Same family name");
            return Points.NAME;
        }
        if (matches(one.earlier(), other.family()) || matches(one.family(), other.earlier())) {
            reasons.add("Family name that was changed");
            return Points.NICKNAME;
        }
        if (shareAPart(one.family(), other.family())) {
            reasons.add("Part of the family name");
            return Points.ALIKE_NAME;
        }
        if (similarity(one.family(), other.family()) >= ALIKE) {
            reasons.add("Family name written alike");
            return Points.ALIKE_NAME;
        }
        if (sound(one.family()).equals(sound(other.family()))) {
            reasons.add("Family name that sounds alike");
            return Points.SOUND;
        }
        return 0;
    }

    private int given(Registration one, Registration other, List<String> reasons) {
        int best = 0;
        String reason = "";
        for (String mine : firstNames(one)) {
            for (String theirs : firstNames(other)) {
                int points = given(mine, theirs);
                if (points > best) {
                    best = points;
                    reason = points == Points.NAME
                            ? "Same first name"
                            : points == Points.NICKNAME ? "First name and nickname" : "First name written alike";
                }
            }
        }
        if (best > Points.INITIAL) {
            reasons.add(reason);
        }
        return best;
    }

    private int given(String one, String other) {
        if (one.equals(other)) {
            return Points.NAME;
        }
        if (nicknames.areOne(one, other)) {
            return Points.NICKNAME;
        }
        if (new JaroWinklerSimilarity().apply(one, other) >= ALIKE) {
            return Points.ALIKE_NAME;
        }
        return one.charAt(0) == other.charAt(0) && (one.length() == 1 || other.length() == 1) ? Points.INITIAL : 0;
    }

    private static List<String> firstNames(Registration registration) {
        List<String> names = new ArrayList<>();
        Arrays.stream(registration.given().split("\\s+", -1))
                .findFirst()
                .map(Likeness::folded)
                .filter(name -> !name.isEmpty())
                .ifPresent(names::add);
        Optional.of(folded(registration.used())).filter(name -> !name.isEmpty()).ifPresent(names::add);
        return names;
    }

    private boolean differs(String one, String other) {
        String mine = folded(one.split("\\s+", -1)[0]);
        String theirs = folded(other.split("\\s+", -1)[0]);
        return mine.length() > 1
                && theirs.length() > 1
                && new JaroWinklerSimilarity().apply(mine, theirs) < UNLIKE
                && !nicknames.areOne(mine, theirs);
    }

    private static int exchanged(Registration one, Registration other, List<String> reasons) {
        if (matches(one.given(), other.family()) && matches(one.family(), other.given())) {
            reasons.add("Given and family name exchanged");
            return Points.EXCHANGED;
        }
        return 0;
    }

    private static int reached(Registration one, Registration other, List<String> reasons) {
        int points = 0;
        List<String> mine = List.of(digits(one.mobile()), digits(one.phone()));
        if (mine.stream()
                .filter(number -> number.length() >= 7)
                .anyMatch(number -> number.equals(digits(other.mobile())) || number.equals(digits(other.phone())))) {
            reasons.add("Same phone number");
            points += Points.REACHED;
        }
        if (!one.email().isEmpty() && one.email().equalsIgnoreCase(other.email())) {
            reasons.add("Same e-mail address");
            points += Points.REACHED;
        }
        if (matches(one.address().line(), other.address().line())
                && one.address().postalCode().equals(other.address().postalCode())) {
            reasons.add("Same address");
            points += Points.LIVES;
        }
        return points;
    }

    private static boolean matches(String one, String other) {
        return !folded(one).isEmpty() && folded(one).equals(folded(other));
    }

    private static boolean shareAPart(String one, String other) {
        List<String> parts = Arrays.asList(other.split("[-\\s]+", -1));
        return Arrays.stream(one.split("[-\\s]+", -1))
                .filter(part -> part.length() > 2)
                .anyMatch(part -> parts.stream().anyMatch(each -> matches(part, each)));
    }

    private static double similarity(String one, String other) {
        return new JaroWinklerSimilarity().apply(folded(one), folded(other));
    }

    private static String sound(String name) {
        String code = new DoubleMetaphone().doubleMetaphone(folded(name));
        return code == null || code.isEmpty() ? folded(name) : code;
    }

    /** Lower case, without accents, blanks and punctuation. */
    static String folded(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return NO_LETTER.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static String digits(String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        return digits.length() == 11 && digits.startsWith("1") ? digits.substring(1) : digits;
    }
}
