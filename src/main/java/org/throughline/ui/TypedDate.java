package org.throughline.ui;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as people type it, read into a FHIR date that may be partial: {@code 14/7/25}, {@code 14-Jul-2025},
 * {@code jul 2025}, {@code 7/2025}, {@code 2025}, {@code 2025-07-14}, {@code today}, {@code yesterday}, and {@code t-3d},
 * {@code t-2w}, {@code t-6m}, {@code t-1y} for so long ago. The day stands before the month, as dates are shown.
 */
public final class TypedDate {
    private static final Pattern AGO = Pattern.compile("t(?:\\s*([+-])\\s*(\\d{1,4})\\s*([dwmy]?))?");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?");
    private static final Pattern NUMBERS = Pattern.compile("(?:(\\d{1,2})[./ -])?(\\d{1,2})[./ -](\\d{4}|\\d{2})");
    private static final Pattern NAMED = Pattern.compile("(?:(\\d{1,2})[./ -]*)?(\\p{L}{3,9})[., /-]*(\\d{4}|\\d{2})");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private TypedDate() {}

    /**
     * Reads what was typed.
     *
     * @param today by which a year of two digits is told: at most a year ahead
     * @return a FHIR date of a year, a month or a day; empty when it cannot be read as one
     */
    public static Optional<String> read(String typed, LocalDate today) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        try {
            Matcher matcher = AGO.matcher(text);
            if (matcher.matches()) {
                return Optional.of(ago(matcher, today).toString());
            }
            if (text.equals("today") || text.equals("yesterday")) {
                return Optional.of(today.minusDays(text.equals("today") ? 0 : 1).toString());
            }
            if (YEAR.matcher(text).matches()) {
                return Optional.of(text);
            }
            matcher = ISO.matcher(text);
            if (matcher.matches()) {
                return Optional.of(date(matcher.group(1), matcher.group(2), matcher.group(3), today));
            }
            matcher = NUMBERS.matcher(text);
            if (matcher.matches()) {
                return Optional.of(date(matcher.group(3), matcher.group(2), matcher.group(1), today));
            }
            matcher = NAMED.matcher(text);
            return matcher.matches()
                    ? Optional.of(date(matcher.group(3), month(matcher.group(2)), matcher.group(1), today))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate ago(Matcher matcher, LocalDate today) {
        if (matcher.group(1) == null) {
            return today;
        }
        long count = Long.parseLong(matcher.group(2)) * (matcher.group(1).equals("-") ? -1 : 1);
        return switch (matcher.group(3)) {
            case "w" -> today.plusWeeks(count);
            case "m" -> today.plusMonths(count);
            case "y" -> today.plusYears(count);
            default -> today.plusDays(count);
        };
    }

    private static String month(String name) {
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).startsWith(name)) {
                return Integer.toString(i + 1);
            }
        }
        throw new DateTimeException("No month begins with this");
    }

    private static String date(String year, String month, @Nullable String day, LocalDate today) {
        int full = year.length() == 4 ? Integer.parseInt(year) : century(Integer.parseInt(year), today);
        LocalDate date = LocalDate.of(full, Integer.parseInt(month), day == null ? 1 : Integer.parseInt(day));
        return day == null ? date.toString().substring(0, 7) : date.toString();
    }

    private static int century(int twoDigits, LocalDate today) {
        int same = today.getYear() / 100 * 100 + twoDigits;
        return same > today.getYear() + 1 ? same - 100 : same;
    }
}
