package org.throughline.care.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * From a moment until before another.
 *
 * @param to after {@code from}
 */
public record Interval(Instant from, Instant to) {
    public Interval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("it ends before it begins");
        }
    }

    public boolean overlaps(Interval other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    public boolean contains(Interval other) {
        return !other.from.isBefore(from) && !other.to.isAfter(to);
    }

    /** Whether the moment is in it. */
    public boolean holds(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    public int minutes() {
        return (int) Duration.between(from, to).toMinutes();
    }
}
