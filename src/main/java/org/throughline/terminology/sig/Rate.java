package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * How often: so many times in a period. Twice a day is 2 in 1 day, every 4 to 6 hours is 1 in 4 to 6 hours, every other day
 * 1 in 2 days.
 *
 * @param times how many times, or the least of a range; at least 1
 * @param timesMost the most of a range; null without
 * @param period the period's length, or its shortest; above zero
 * @param periodMost its longest; null without a range
 */
public record Rate(
        int times,
        @Nullable Integer timesMost,
        int period,
        @Nullable Integer periodMost,
        TimeUnit unit) {
    public Rate {
        if (times < 1
                || period < 1
                || (timesMost != null && timesMost <= times)
                || (periodMost != null && periodMost <= period)) {
            throw new IllegalArgumentException("a rate of " + times + " in " + period);
        }
    }

    /** So many times in one of a unit. */
    public static Rate of(int times, TimeUnit unit) {
        return new Rate(times, null, 1, null, unit);
    }

    /** Once in so many of a unit. */
    public static Rate every(int period, TimeUnit unit) {
        return new Rate(1, null, period, null, unit);
    }

    /** The most doses in a day on average, which is below 1 for what is taken less often. */
    public BigDecimal mostPerDay() {
        BigDecimal most = BigDecimal.valueOf(timesMost == null ? times : timesMost);
        if (unit == TimeUnit.HOUR) {
            return most.multiply(BigDecimal.valueOf(24)).divide(BigDecimal.valueOf(period), MathContext.DECIMAL64);
        }
        return most.divide(unit.days().multiply(BigDecimal.valueOf(period)), MathContext.DECIMAL64);
    }
}
