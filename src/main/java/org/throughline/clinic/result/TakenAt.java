package org.throughline.clinic.result;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.throughline.ui.TypedDate;

/**
 * When a specimen was taken, as it was typed.
 *
 * @param day as a TypedDate
 * @param time {@code 08:30}; noon when empty
 */
record TakenAt(String day, String time) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    static String time(ZonedDateTime at) {
        return at.format(TIME);
    }

    /** The moment; empty when it cannot be read. */
    Optional<Instant> read(ZonedDateTime now) {
        try {
            LocalTime clock = time.isBlank() ? LocalTime.NOON : LocalTime.parse(time.strip(), TIME);
            return TypedDate.read(day, now.toLocalDate())
                    .filter(each -> each.length() == 10)
                    .map(LocalDate::parse)
                    .map(each -> each.atTime(clock).atZone(now.getZone()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Says what is wrong with it, as the field {@code day}. */
    void check(ZonedDateTime now, Map<String, String> wrong) {
        Optional<Instant> taken = read(now);
        if (taken.isEmpty()) {
            wrong.put("day", "Write a day and a time, as t-1d and 08:30.");
        } else if (taken.get().isAfter(now.toInstant().plusSeconds(60))) {
            wrong.put("day", "This is later than now.");
        }
    }
}
