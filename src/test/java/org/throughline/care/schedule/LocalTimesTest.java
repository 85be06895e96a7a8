package org.throughline.care.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local times as moments, on ordinary days and on those on which clocks change. */
class LocalTimesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate FORWARD = LocalDate.of(2027, 3, 14);
    private static final LocalDate BACK = LocalDate.of(2027, 11, 7);

    private static String read(String typed, LocalDate day) {
        return switch (LocalTimes.read(typed, day, NEW_YORK)) {
            case LocalTimes.At at -> at.moment().toString();
            case LocalTimes.Wrong wrong -> wrong.why();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "9:15,14:15",
        "915,14:15",
        "0915,14:15",
        "9.15,14:15",
        "9,14:00",
        "2:30pm,19:30",
        "2pm,19:00",
        "12am,05:00",
        "12pm,17:00"
    })
    void timesAreReadAsPeopleTypeThem(String typed, String utc) {
        assertEquals("2027-01-05T" + utc + ":00Z", read(typed, LocalDate.of(2027, 1, 5)));
    }

    @Test
    void whatIsNoTimeIsSaid() {
        for (String typed : List.of("", "25", "9:60", "13pm", "soon", "0pm")) {
            assertInstanceOf(LocalTimes.Wrong.class, LocalTimes.read(typed, BACK, NEW_YORK), typed);
        }
    }

    @Test
    void aTimeThatClocksLeaveOutIsRefusedWithWhatHappens() {
        assertTrue(read("2:30", FORWARD).contains("clocks go forward to 03:00"));
        assertEquals("2027-03-14T07:00:00Z", read("3:00", FORWARD));
        assertEquals(Instant.parse("2027-03-14T07:00:00Z"), LocalTimes.moment(FORWARD, LocalTime.of(2, 30), NEW_YORK));
    }

    @Test
    void aTimeThatComesTwiceIsAskedAboutAndNamedByItsOffset() {
        assertTrue(read("1:30", BACK).contains("comes twice"));
        assertEquals("2027-11-07T05:30:00Z", read("1:30 -04:00", BACK));
        assertEquals("2027-11-07T06:30:00Z", read("1:30 -0500", BACK));
        assertTrue(read("9:30 -0400", BACK).contains("-05:00"));
        assertEquals("01:30 -05:00", LocalTimes.shown(Instant.parse("2027-11-07T06:30:00Z"), NEW_YORK));
    }

    /** Whatever is shown is read as the same moment again, in every zone of the world, on the days around each change. */
    @Test
    void whatIsShownIsReadAgainAsTheSameMoment() {
        Random random = new Random(11);
        String[] zones = TimeZone.getAvailableIDs();
        for (int i = 0; i < 20_000; i++) {
            ZoneId zone = ZoneId.of(zones[random.nextInt(zones.length)], ZoneId.SHORT_IDS);
            Instant moment = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(1_000_000)));
            if (zone.getRules().getOffset(moment).getTotalSeconds() % 60 == 0) {
                LocalDate day = LocalDate.ofInstant(moment, zone);
                String shown = LocalTimes.shown(moment, zone);
                assertEquals(new LocalTimes.At(moment), LocalTimes.read(shown, day, zone), zone + " " + moment);
            }
        }
    }

    @Test
    void weeklyHoursKeepTheirLocalTimeAndADayIsAsLongAsItIs() {
        Hours hours = new Hours(List.of(
                new Hours.Shift(Set.of(DayOfWeek.SUNDAY), LocalTime.of(8, 0), LocalTime.of(12, 0)),
                new Hours.Shift(Set.of(DayOfWeek.SUNDAY), LocalTime.of(1, 0), LocalTime.of(3, 0))));
        assertEquals(
                Instant.parse("2027-03-07T13:00:00Z"),
                hours.on(FORWARD.minusWeeks(1), NEW_YORK).getFirst().from());
        assertEquals(
                Instant.parse("2027-03-14T12:00:00Z"),
                hours.on(FORWARD, NEW_YORK).getFirst().from());
        assertEquals(60, hours.on(FORWARD, NEW_YORK).getLast().minutes());
        assertEquals(180, hours.on(BACK, NEW_YORK).getLast().minutes());
        assertEquals(23 * 60, LocalTimes.day(FORWARD, NEW_YORK).minutes());
        assertEquals(25 * 60, LocalTimes.day(BACK, NEW_YORK).minutes());
        assertTrue(hours.on(FORWARD.plusDays(1), NEW_YORK).isEmpty());
    }
}
