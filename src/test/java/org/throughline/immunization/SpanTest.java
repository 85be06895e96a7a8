package org.throughline.immunization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.immunization.schedule.Span;

/** The general date rules (logic specification, section 3.4). */
class SpanTest {

    @ParameterizedTest
    @CsvSource({
        "2000-01-01, 3 years, 2003-01-01",
        "2000-11-01, 6 months, 2001-05-01",
        "2000-03-31, 6 months, 2000-10-01",
        "2000-08-31, 6 months, 2001-03-01",
        "2000-01-31, 6 months - 4 days, 2000-07-27",
        "2000-02-01, 5 weeks, 2000-03-07",
        "2001-02-01, 5 weeks, 2001-03-08",
        "2020-02-29, 1 year, 2021-03-01",
        "2020-01-01, 5 months + 4 weeks, 2020-06-29",
        "2020-01-01, 8 months + 1 day, 2020-09-02",
        "2020-01-01, 0 days, 2020-01-01"
    })
    void aSpanIsAddedAsTheSpecificationSays(LocalDate date, String span, LocalDate expected) {
        assertEquals(expected, Span.parse(span).after(date));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "4", "4 fortnights", "4 weeks or so", "4 weeks 123456 days"})
    void whatIsNoLengthOfTimeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Span.parse(text));
    }

    @Test
    void daysMayBeTakenAway() {
        assertEquals(new Span(12, -4), Span.parse("12 months - 4 days"));
    }
}
