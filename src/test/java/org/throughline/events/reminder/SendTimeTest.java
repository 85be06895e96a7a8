package org.throughline.events.reminder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reminders leave at decent hours of where the patient comes to, and in time. */
class SendTimeTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static String sent(String start, int hours) {
        return SendTime.of(Instant.parse(start), hours, NEW_YORK)
                .atZone(NEW_YORK)
                .toLocalDateTime()
                .toString();
    }

    @Test
    void aDayBeforeAtTheSameTime() {
        assertEquals("2027-01-04T09:15", sent("2027-01-05T14:15:00Z", 24));
    }

    @Test
    void whatWouldLeaveAtNightWaitsForTheMorningOrLeavesTheEveningBefore() {
        assertEquals("2027-01-05T08:00", sent("2027-01-05T18:00:00Z", 6), "13:00 the same day; 7:00 is too early");
        assertEquals("2027-01-04T19:00", sent("2027-01-05T14:00:00Z", 4), "9:00: at 8:00 it would be too late");
        assertEquals("2027-01-05T08:00", sent("2027-01-06T02:30:00Z", 24), "21:30 the evening before");
    }

    @Test
    void alwaysByDayAndAlwaysBeforeTheAppointment() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            Instant start = Instant.parse("2027-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(525_600)));
            ZoneId zone = List.of(NEW_YORK, ZoneId.of("Pacific/Chatham"), ZoneId.of("Europe/London"))
                    .get(i % 3);
            Instant sent = SendTime.of(start, 1 + random.nextInt(72), zone);
            LocalTime time = sent.atZone(zone).toLocalTime();
            assertTrue(!time.isBefore(LocalTime.of(8, 0)) && time.isBefore(LocalTime.of(20, 0)), start + " " + time);
            assertTrue(sent.isBefore(start), start + " " + sent);
        }
    }
}
