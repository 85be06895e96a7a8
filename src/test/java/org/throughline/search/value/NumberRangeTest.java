package org.throughline.search.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRangeTest {

    @ParameterizedTest
    @CsvSource({"100,99.5,100.5", "100.00,99.995,100.005", "1e2,50,150", "-5.4,-5.45,-5.35", "0,-0.5,0.5"})
    void precisionIsWhatWasWritten(String text, BigDecimal low, BigDecimal high) {
        NumberRange range = Objects.requireNonNull(NumberRange.parse(text));
        assertEquals(0, low.compareTo(range.low()));
        assertEquals(0, high.compareTo(range.high()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1e99999999", "1e-99999999", "NaN", "0x10", "1,5", "--1", "1e400"})
    void whatIsNoDecimalOfUsIsRefusedAtOnce(String text) {
        assertNull(NumberRange.parse(text));
    }
}
