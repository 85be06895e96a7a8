package org.throughline.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    @ParameterizedTest
    @CsvSource({
        "14/7/25,2025-07-14",
        "14-Jul-2025,2025-07-14",
        "14 jul 25,2025-07-14",
        "1.2.1999,1999-02-01",
        "jul 2025,2025-07",
        "7/2025,2025-07",
        "July 2025,2025-07",
        "2025,2025",
        "2025-07-14,2025-07-14",
        "2025-7,2025-07",
        "3/4/27,2027-04-03",
        "3/4/28,1928-04-03",
        "t,2026-11-26",
        "T-3d,2026-11-23",
        "t-2w,2026-11-12",
        "t - 3m,2026-08-26",
        "t-1y,2025-11-26",
        "t+1,2026-11-27",
        "today,2026-11-26",
        "yesterday,2026-11-25",
        "29/2/2024,2024-02-29"
    })
    void whatPeopleTypeIsReadWithTheDayBeforeTheMonth(String typed, String date) {
        assertEquals(Optional.of(date), TypedDate.read(typed, TODAY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "32/1/25", "29/2/2025", "13/2025", "14/14/25", "20255", "jux 2025", "t-", "5", "t-3x"})
    void whatIsNoDateIsNotTakenForOne(String typed) {
        assertEquals(Optional.empty(), TypedDate.read(typed, TODAY));
    }

    @Test
    void whatIsShownCanBeTyped() {
        Random random = new Random(7);
        Dates dates = new Dates(java.time.ZoneOffset.UTC);
        for (int i = 0; i < 2_000; i++) {
            String date =
                    LocalDate.of(1900, 1, 1).plusDays(random.nextInt(46_000)).toString();
            String partial = date.substring(0, new int[] {4, 7, 10}[random.nextInt(3)]);
            assertEquals(Optional.of(partial), TypedDate.read(dates.date(partial), TODAY));
        }
    }
}
