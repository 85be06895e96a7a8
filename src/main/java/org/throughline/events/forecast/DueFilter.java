package org.throughline.events.forecast;

import java.time.LocalDate;

/**
 * Who of those that are due is looked for.
 *
 * @param vaccine the group of vaccines; empty for any
 * @param overdue only what is overdue
 * @param bornAfter who was born after this day
 * @param bornUntil and on this day at the latest
 */
public record DueFilter(String vaccine, boolean overdue, LocalDate bornAfter, LocalDate bornUntil) {
    /** Born on any day. */
    public static final LocalDate FIRST = LocalDate.of(1800, 1, 1);

    /** Born on any day. */
    public static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    /** Everybody. */
    public static DueFilter all() {
        return new DueFilter("", false, FIRST, LAST);
    }
}
