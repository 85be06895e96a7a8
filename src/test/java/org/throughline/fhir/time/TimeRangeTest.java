package org.throughline.fhir.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {

    @ParameterizedTest
    @CsvSource({
        "2013, 2013-01-01T00:00:00Z, 2014-01-01T00:00:00Z",
        "2012-02, 2012-02-01T00:00:00Z, 2012-03-01T00:00:00Z",
        "2013-12-31, 2013-12-31T00:00:00Z, 2014-01-01T00:00:00Z",
        "2013-01-14T10:00, 2013-01-14T10:00:00Z, 2013-01-14T10:01:00Z",
        "2013-01-14T10:00:01, 2013-01-14T10:00:01Z, 2013-01-14T10:00:02Z",
        "2013-01-14T10:00:01.5Z, 2013-01-14T10:00:01.5Z, 2013-01-14T10:00:01.6Z",
        "2013-01-14T10:00:01.123456789Z, 2013-01-14T10:00:01.123456Z, 2013-01-14T10:00:01.123457Z",
        "2013-01-14T23:30:00-02:00, 2013-01-15T01:30:00Z, 2013-01-15T01:30:01Z",
        "2013-01-14T00:30:00 05:45, 2013-01-13T18:45:00Z, 2013-01-13T18:45:01Z"
    })
    void aDateIsTheRangeOfAllInstantsThatItCouldMean(String text, Instant low, Instant high) {
        TimeRange range = TimeRange.parse(text);
        assertEquals(new TimeRange(micros(low), micros(high)), range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "13",
                "0000",
                "2013-",
                "2013-13",
                "2013-02-29",
                "2013-1-1",
                "2013-01-01T",
                "2013-01-01T24:00",
                "2013-01-01T10",
                "2013-01-01T10:00:61",
                "2013-01-01T10:00:00.",
                "2013-01-01T10:00:00+15:00",
                "now",
                "2013-01-01T10:00:00Zx",
                "２０１３"
            })
    void whatIsNoDateIsRefused(String text) {
        assertNull(TimeRange.parse(text));
    }

    @Test
    void everyDayIsWhereTheCalendarPutsIt() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        for (LocalDate date = LocalDate.of(1, 1, 1); date.isBefore(last); date = date.plusDays(997)) {
            TimeRange range = Objects.requireNonNull(TimeRange.parse(date.toString()));
            assertEquals(micros(date.atStartOfDay(ZoneOffset.UTC).toInstant()), range.low());
            assertEquals(micros(date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()), range.high());
        }
    }

    @Test
    void aSpanHoldsBoth() {
        TimeRange year = Objects.requireNonNull(TimeRange.parse("2013"));
        TimeRange day = Objects.requireNonNull(TimeRange.parse("2015-05-05"));
        assertEquals(new TimeRange(year.low(), day.high()), day.span(year));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
