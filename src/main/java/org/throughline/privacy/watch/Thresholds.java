package org.throughline.privacy.watch;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/**
 * From when on an access is odd.
 *
 * @param without kinds that are not looked for
 * @param days within which a person and a patient make one alert
 * @param houses how far apart the numbers of neighbours' houses are at most
 * @param patients as many different patients on a day are never too many
 * @param times how many times what is usual is too many
 * @param opened how many charts somebody may open with a reason in a week
 * @param fromHour the first hour that is odd; the same as {@code untilHour} for none
 * @param untilHour the first that is not any more
 * @param zone of hours and days
 */
public record Thresholds(
        Set<Kind> without,
        int days,
        int houses,
        int patients,
        int times,
        int opened,
        int fromHour,
        int untilHour,
        ZoneId zone) {
    public Thresholds {
        without = Set.copyOf(without);
    }

    /** As the product brings them. */
    public static Thresholds usual(ZoneId zone) {
        return new Thresholds(EnumSet.noneOf(Kind.class), 30, 10, 50, 3, 3, 22, 6, zone);
    }

    boolean isOdd(int hour) {
        return fromHour <= untilHour ? fromHour <= hour && hour < untilHour : fromHour <= hour || hour < untilHour;
    }
}
