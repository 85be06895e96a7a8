package org.throughline.fhir.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.fhir.units.Units.Canonical;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "1, g, 1000, mg",
        "1, dL, 100, mL",
        "1, L, 1, l",
        "5, mg/dL, 50, mg/L",
        "1, 10*3/uL, 1, 10*9/L",
        "2, [in_i], 5.08, cm",
        "1, kg.m/s2, 1, N",
        "37, Cel, 98.6, [degF]",
        "1, mm[Hg], 133.322, Pa",
        "1, h, 3600, s",
        "1, {beats}/min, 1, /min",
        "100, %, 1, 1",
        "1, [IU]/L, 1, [iU]/L",
    })
    void equalAmountsAreEqualInBaseUnits(String one, String unit, String other, String otherUnit) {
        Canonical left = canonical(unit);
        Canonical right = canonical(otherUnit);
        assertEquals(left.dimension(), right.dimension());
        BigDecimal difference = left.of(new BigDecimal(one)).subtract(right.of(new BigDecimal(other)));
        assertEquals(0.0, difference.doubleValue(), 1e-9);
    }

    @Test
    void anAmountComesBackFromBaseUnits() {
        Canonical fahrenheit = canonical("[degF]");
        BigDecimal kelvin = canonical("Cel").of(new BigDecimal("37"));
        assertEquals(98.6, fahrenheit.from(kelvin).doubleValue(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foo", "mg/", "mg//dL", "(mg", "{x", "m[", "10*-", "mg dL", "KG"})
    void whatIsNotAUnitIsNull(String code) {
        assertNull(Units.canonical(code));
    }

    @Test
    void unitsOfDifferentThingsDiffer() {
        assertNotEquals(canonical("mg").dimension(), canonical("mL").dimension());
        assertNotEquals(canonical("[iU]").dimension(), canonical("1").dimension());
    }

    private static Canonical canonical(String code) {
        return Objects.requireNonNull(Units.canonical(code), code);
    }
}
