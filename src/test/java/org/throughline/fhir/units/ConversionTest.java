package org.throughline.fhir.units;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be told in another unit, and what must not. */
class ConversionTest {
    @ParameterizedTest
    @CsvSource({
        "72, kg, g, 72000",
        "1, [lb_av], kg, 0.45359237",
        "37, Cel, [degF], 98.6",
        "5.1, 10*3/uL, 10*9/L, 5.1",
        "10, mg/dL, g/L, 0.1",
        "1, mmol/L, umol/L, 1000",
        "16, kPa, mm[Hg], 120.01"
    })
    void anAmountIsToldInAnotherUnit(String amount, String from, String to, String expected) {
        BigDecimal told = Conversion.of(new BigDecimal(amount), from, to).orElseThrow();
        assertEquals(new BigDecimal(expected).doubleValue(), told.doubleValue(), told.doubleValue() * 1e-5);
    }

    @ParameterizedTest
    @CsvSource({
        "mmol/mol, %",
        "mmol/L, mg/dL",
        "meq/L, mmol/L",
        "[iU]/L, U/L",
        "10*9/L, mmol/L",
        "{score}, %",
        "1, %",
        "nonsense, kg"
    })
    void whatMeansSomethingElseIsNot(String from, String to) {
        assertEquals(Optional.empty(), Conversion.of(BigDecimal.ONE, from, to));
    }

    @Test
    void aUnitIsItself() {
        assertEquals(Optional.of(BigDecimal.TEN), Conversion.of(BigDecimal.TEN, "of my own", "of my own"));
    }
}
