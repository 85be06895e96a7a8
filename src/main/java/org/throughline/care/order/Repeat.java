package org.throughline.care.order;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.sig.TimeUnit;

/**
 * A standing order: to be done again and again.
 *
 * @param every how many of the unit lie between one time and the next, at least 1
 * @param until the last day; null for until it is stopped
 */
public record Repeat(int every, TimeUnit unit, @Nullable LocalDate until) {
    public Repeat {
        if (every < 1) {
            throw new IllegalArgumentException("every " + every);
        }
    }
}
