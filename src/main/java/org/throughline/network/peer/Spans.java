package org.throughline.network.peer;

import java.time.Duration;

/** Spans of time between two clocks, in words. */
public final class Spans {
    private Spans() {}

    /** How a clock stands to another: {@code 7 minutes ahead of}, {@code 2 hours behind}. */
    public static String words(Duration ahead) {
        Duration by = ahead.abs();
        return amount(by) + (ahead.isNegative() ? " behind" : " ahead of");
    }

    private static String amount(Duration by) {
        if (by.toMinutes() < 120) {
            return counted(Math.max(1, by.toMinutes()), "minute");
        }
        return by.toHours() < 48 ? counted(by.toHours(), "hour") : counted(by.toDays(), "day");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
