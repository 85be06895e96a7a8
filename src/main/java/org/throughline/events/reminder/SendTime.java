package org.throughline.events.reminder;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When a reminder leaves: some hours before, but not at night where the patient comes to. Pure. */
final class SendTime {
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);
    private static final Duration AT_LEAST = Duration.ofHours(2);

    private SendTime() {}

    /** The moment for an appointment at {@code start}, {@code hours} before or a little later or earlier. */
    static Instant of(Instant start, int hours, ZoneId zone) {
        ZonedDateTime wanted = start.minus(Duration.ofHours(hours)).atZone(zone);
        LocalTime time = wanted.toLocalTime();
        if (!time.isBefore(MORNING) && time.isBefore(EVENING)) {
            return wanted.toInstant();
        }
        ZonedDateTime morning = (time.isBefore(MORNING) ? wanted : wanted.plusDays(1)).with(MORNING);
        if (!morning.toInstant().plus(AT_LEAST).isAfter(start)) {
            return morning.toInstant();
        }
        return morning.minusDays(1).with(EVENING.minusHours(1)).toInstant();
    }
}
