package org.throughline.care.practice;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How long something took: half of the times it took no longer than the median, nine times of ten no longer than the ninth tenth.
 *
 * @param count how often
 */
public record Spread(int count, Duration median, Duration ninth) {
    /** Of fewer nothing is said: one visit would be half of it. */
    public static final int FEWEST = 5;

    /** Empty for too few. */
    public static Optional<Spread> of(Collection<Duration> durations) {
        if (durations.size() < FEWEST) {
            return Optional.empty();
        }
        List<Duration> sorted = durations.stream().sorted().toList();
        return Optional.of(new Spread(sorted.size(), rank(sorted, 50), rank(sorted, 90)));
    }

    /** By the nearest rank, so that it is a time that was measured. */
    private static Duration rank(List<Duration> sorted, int percent) {
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
