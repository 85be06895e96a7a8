package org.throughline.terminology.vital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.throughline.fhir.units.Units;

/** What is typed in one unit is stored in another. */
class VitalTest {

    @ParameterizedTest
    @CsvSource({
        "TEMPERATURE, 98.6, [degF], 37.0",
        "TEMPERATURE, 37, Cel, 37",
        "WEIGHT, 154, [lb_av], 69.853",
        "WEIGHT, 3250, g, 3.250",
        "HEIGHT, 70, [in_i], 177.8",
        "HEIGHT, 1.78, m, 178.0",
        "HEAD_CIRCUMFERENCE, 14, [in_i], 35.6",
        "SYSTOLIC, 16, kPa, 120",
        "OXYGEN_SATURATION, 97, %, 97",
    })
    void aValueIsStoredInItsUnit(Vital vital, BigDecimal typed, String unit, BigDecimal stored) {
        assertEquals(Optional.of(stored), vital.stored(typed, unit));
    }

    @Test
    void aUnitOfSomethingElseIsNotTaken() {
        assertEquals(Optional.empty(), Vital.WEIGHT.stored(BigDecimal.TEN, "cm"));
        assertEquals(Optional.empty(), Vital.WEIGHT.stored(BigDecimal.TEN, "KG"));
    }

    @ParameterizedTest
    @EnumSource
    void unitsAreUcumAndOfOneDimension(Vital vital) {
        String dimension = dimension(vital.unit());
        vital.units().forEach(unit -> assertEquals(dimension, dimension(unit)));
    }

    private static String dimension(String unit) {
        Units.Canonical canonical = Units.canonical(unit);
        assertNotNull(canonical, unit);
        return canonical.dimension();
    }
}
