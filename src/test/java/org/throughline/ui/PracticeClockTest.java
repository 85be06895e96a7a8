package org.throughline.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PracticeClockTest {
    private static final ZoneId CHATHAM = ZoneId.of("Pacific/Chatham");

    @Test
    void aChangedZoneCountsAtOnceWhenTold() {
        AtomicReference<ZoneId> zone = new AtomicReference<>(ZoneOffset.UTC);
        PracticeClock clock =
                new PracticeClock(Clock.fixed(Instant.parse("2026-11-27T02:30:00Z"), ZoneOffset.UTC), zone::get);
        assertEquals(ZoneOffset.UTC, clock.getZone());
        zone.set(CHATHAM);
        assertEquals(ZoneOffset.UTC, clock.getZone(), "looked up every few seconds only");
        clock.lookAgain();
        assertEquals(CHATHAM, clock.getZone());
    }
}
