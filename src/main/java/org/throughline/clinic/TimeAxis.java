package org.throughline.clinic;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The axis of days that the plots of a page share.
 *
 * @param first day since 1970
 * @param last not before the first
 */
record TimeAxis(double first, double last) {
    private static final int MOST_TICKS = 6;
    private static final double DAYS_A_YEAR = 365.25;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM-yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM", Locale.ENGLISH);

    /** @param days in any order; those that are not a number are not dates */
    static TimeAxis of(double[] days) {
        double first =
                Arrays.stream(days).filter(day -> !Double.isNaN(day)).min().orElse(0);
        double last =
                Arrays.stream(days).filter(day -> !Double.isNaN(day)).max().orElse(first);
        return last - first < 1 ? new TimeAxis(first - 1, first + 1) : new TimeAxis(first, last);
    }

    /** Where a day is, from 0 to 1. */
    double at(double day) {
        return (day - first) / (last - first);
    }

    /** Full years; months or days where it spans little. */
    List<MeasuresView.Tick> ticks() {
        double years = (last - first) / DAYS_A_YEAR;
        if (years >= 2) {
            int every = Stream.of(1, 2, 5, 10, 20)
                    .filter(each -> years / each < MOST_TICKS)
                    .findFirst()
                    .orElse(50);
            return ticks(start().withDayOfYear(1).withYear(start().getYear() / every * every), 12 * every, 0, "yyyy");
        }
        int months = Stream.of(1, 2, 3, 4, 6)
                .filter(each -> years * 12 / each < MOST_TICKS - 1)
                .findFirst()
                .orElse(6);
        return years * 12 < 2
                ? ticks(start(), 0, (int) Math.max(1, Math.ceil((last - first) / (MOST_TICKS - 1))), "day")
                : ticks(start().withDayOfMonth(1), months, 0, "month");
    }

    private LocalDate start() {
        return LocalDate.ofEpochDay((long) Math.floor(first));
    }

    private List<MeasuresView.Tick> ticks(LocalDate from, int months, int days, String label) {
        List<MeasuresView.Tick> ticks = new ArrayList<>();
        for (LocalDate day = from;
                day.toEpochDay() <= last;
                day = day.plusMonths(months).plusDays(days)) {
            if (day.toEpochDay() >= first) {
                ticks.add(new MeasuresView.Tick(
                        MeasurePlot.round(100 * at((double) day.toEpochDay())),
                        switch (label) {
                            case "yyyy" -> Integer.toString(day.getYear());
                            case "month" -> MONTH.format(day);
                            default -> DAY.format(day);
                        }));
            }
        }
        return ticks;
    }
}
