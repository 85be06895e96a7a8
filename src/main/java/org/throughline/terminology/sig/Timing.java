package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a dose is taken.
 *
 * @param once a single dose and no more; then nothing else but {@code when} is told
 * @param rate how often; null when days, moments or times say so alone, and for a single dose
 * @param when the moments of the day; none together with {@code at}
 * @param days the days of the week; every day when empty
 * @param at times of the clock
 */
public record Timing(boolean once, @Nullable Rate rate, List<When> when, List<DayOfWeek> days, List<LocalTime> at) {
    /** Once and no more. */
    public static final Timing ONCE = new Timing(true, null, List.of(), List.of(), List.of());

    public Timing {
        when = List.copyOf(when);
        days = List.copyOf(days);
        at = List.copyOf(at);
        if (!when.isEmpty() && !at.isEmpty()) {
            throw new IllegalArgumentException("both moments and times of the clock");
        }
        if (once ? rate != null || !days.isEmpty() : rate == null && when.isEmpty() && days.isEmpty() && at.isEmpty()) {
            throw new IllegalArgumentException("once and often, or never");
        }
    }

    /** So often, at no moment in particular. */
    public static Timing of(Rate rate) {
        return new Timing(false, rate, List.of(), List.of(), List.of());
    }

    /** The most doses in a day on average over a week or a period. */
    public BigDecimal mostPerDay() {
        if (once) {
            return BigDecimal.ONE;
        }
        BigDecimal perDay = rate == null ? BigDecimal.valueOf(momentsPerDay()) : rate.mostPerDay();
        boolean weekly = rate != null && rate.unit() == TimeUnit.WEEK;
        return days.isEmpty() || weekly
                ? perDay
                : perDay.multiply(BigDecimal.valueOf(days.size())).divide(BigDecimal.valueOf(7), MathContext.DECIMAL64);
    }

    private int momentsPerDay() {
        int meals = when.stream()
                .mapToInt(each -> switch (each) {
                    case BEFORE_MEALS, WITH_MEALS, AFTER_MEALS -> 3;
                    default -> 1;
                })
                .sum();
        return Math.max(1, Math.max(meals, at.size()));
    }
}
