package org.throughline.matching;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.throughline.matching.Evidence.Field;
import org.throughline.matching.Evidence.Level;

/** What the birth dates say. Pure. */
public final class BirthDates {
    private static final double SAME = 14.5;
    private static final double EXCHANGED = 7;
    private static final double SLIP = 4.5;
    private static final double MONTH = 9;
    private static final double YEAR = 5.5;
    private static final double TWO_OF_THREE = 1;
    private static final double DIFFERS = -6.5;

    /** From so many years on, one may be the parent of the other. */
    private static final int GENERATION = 13;

    private static final int YEAR_LENGTH = 4;
    private static final int DAY_LENGTH = 10;
    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

    private BirthDates() {}

    /** The date when it tells something; empty when it is none or one that is written when nothing is known. */
    static String telling(String written) {
        String date = written.length() > DAY_LENGTH ? written.substring(0, DAY_LENGTH) : written.strip();
        if (!DATE.matcher(date).matches()) {
            return "";
        }
        int year = year(date);
        // The first of January stands for a day that nobody knows.
        boolean placeholder = date.endsWith("-01-01") || date.equals("1111-11-11") || year <= 1890 || year >= 2200;
        return placeholder || date.equals("1900") ? "" : date;
    }

    static Evidence compare(Demographics one, Demographics other) {
        return compare(one.birthDate(), other.birthDate());
    }

    static Evidence compare(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Evidence.unsaid(Field.BIRTH);
        }
        if (one.length() != DAY_LENGTH || other.length() != DAY_LENGTH) {
            return compareParts(one, other);
        }
        if (one.equals(other)) {
            return new Evidence(Field.BIRTH, Level.SAME, SAME, "Same birth date");
        }
        // Father and son: what would be a slip of the pen between others is more likely another person here.
        Level level = isGenerationApart(one, other) ? Level.WEAK : Level.NEAR;
        if (one.equals(dayBeforeMonth(other))) {
            return new Evidence(Field.BIRTH, level, EXCHANGED, "Birth date with day and month exchanged");
        }
        if (Spelling.slips(one, other) == 1) {
            return new Evidence(Field.BIRTH, level, SLIP, "Birth date with one digit different or two exchanged");
        }
        return twoOfThree(one, other)
                ? new Evidence(
                        Field.BIRTH, Level.WEAK, TWO_OF_THREE, "Birth date with two of day, month and year the same")
                : new Evidence(Field.BIRTH, Level.OTHER, DIFFERS, "Another birth date");
    }

    /** When one of them is not a whole date. */
    private static Evidence compareParts(String one, String other) {
        int length = Math.min(one.length(), other.length());
        if (!one.substring(0, length).equals(other.substring(0, length))) {
            return new Evidence(Field.BIRTH, Level.OTHER, DIFFERS, "Another birth date");
        }
        return length == YEAR_LENGTH
                ? new Evidence(Field.BIRTH, Level.WEAK, YEAR, "Same year of birth")
                : new Evidence(Field.BIRTH, Level.WEAK, MONTH, "Same month of birth");
    }

    /** The other day that a date may be when day and month were exchanged; empty when there is none. */
    public static Optional<String> exchanged(String date) {
        if (date.length() != DAY_LENGTH) {
            return Optional.empty();
        }
        String other = dayBeforeMonth(date);
        return isDay(other) && !other.equals(date) ? Optional.of(other) : Optional.empty();
    }

    private static String dayBeforeMonth(String date) {
        return date.substring(0, 5) + date.substring(8, 10) + "-" + date.substring(5, 7);
    }

    private static boolean isDay(String date) {
        try {
            LocalDate.parse(date);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean twoOfThree(String one, String other) {
        int same = one.startsWith(other.substring(0, 4)) ? 1 : 0;
        same += one.startsWith(other.substring(5, 7), 5) ? 1 : 0;
        same += one.startsWith(other.substring(8, 10), 8) ? 1 : 0;
        return same == 2 && !isGenerationApart(one, other);
    }

    /** Whether both say a year, and one may be the parent of the other by it. */
    static boolean isGenerationApart(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && Math.abs(year(one) - year(other)) >= GENERATION;
    }

    private static int year(String date) {
        return Integer.parseInt(date.substring(0, YEAR_LENGTH));
    }
}
