package org.throughline.care.chart;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.throughline.search.query.Argument;

/** What somebody types to find a patient, as search criteria: each word narrows. */
final class PatientQuery {
    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");
    private static final Pattern NUMBERED_DATE = Pattern.compile("(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})");
    private static final Pattern NAMED_DATE = Pattern.compile("(\\d{1,2})-([A-Za-z]{3})-(\\d{4})");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern NUMBER = Pattern.compile("(?=.*\\d)[A-Za-z\\d-]{1,40}");
    private static final Pattern PHONE = Pattern.compile("\\d{3}-\\d{3}-\\d{4}");

    private PatientQuery() {}

    /** All that may be meant, the likelier first: four digits are a patient's number, or a year of birth. */
    static List<List<Argument>> meanings(String typed) {
        boolean mayBeYear = Stream.of(typed.strip().split("[\\s,]+", -1))
                .anyMatch(word -> YEAR.matcher(word).matches());
        return mayBeYear ? List.of(arguments(typed, true), arguments(typed, false)) : List.of(arguments(typed, false));
    }

    private static List<Argument> arguments(String typed, boolean numbered) {
        List<Argument> arguments = new ArrayList<>();
        for (String word : typed.strip().split("[\\s,]+", -1)) {
            if (!word.isEmpty()) {
                arguments.add(
                        numbered && YEAR.matcher(word).matches() ? new Argument("identifier", word) : argument(word));
            }
        }
        if (arguments.isEmpty()) {
            arguments.add(new Argument("_sort", "-_lastUpdated"));
        }
        return arguments;
    }

    private static Argument argument(String word) {
        List<String> days = days(word);
        if (!days.isEmpty()) {
            return new Argument("birthdate", String.join(",", days));
        }
        if (PHONE.matcher(word).matches()) {
            return new Argument("phone", word);
        }
        if (DATE.matcher(word).matches()) {
            return new Argument("birthdate", word);
        }
        return NUMBER.matcher(word).matches() ? new Argument("identifier", word) : new Argument("name", escaped(word));
    }

    /** The days that a word may mean: of {@code 3/4/1958} both, the fourth of March and the third of April. */
    private static List<String> days(String word) {
        Matcher named = NAMED_DATE.matcher(word);
        if (named.matches()) {
            int month = MONTHS.indexOf(named.group(2).toLowerCase(Locale.ROOT)) + 1;
            return day(named.group(3), month, Integer.parseInt(named.group(1))).stream()
                    .toList();
        }
        Matcher numbered = NUMBERED_DATE.matcher(word);
        if (!numbered.matches()) {
            return List.of();
        }
        int first = Integer.parseInt(numbered.group(1));
        int second = Integer.parseInt(numbered.group(2));
        return Stream.of(day(numbered.group(3), second, first), day(numbered.group(3), first, second))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> day(String year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), month, day).toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String escaped(String word) {
        return word.replace("\\", "\\\\").replace("$", "\\$").replace("|", "\\|");
    }
}
