package org.throughline.search.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    private static final Units UNITS = Units.ofUcum();

    @ParameterizedTest
    @CsvSource({
        "1,g,1000,mg",
        "1,m,100,cm",
        "1,h,60,min",
        "37,Cel,98.6,[degF]",
        "1,mmol/L,1000,umol/L",
        "1,mm[Hg],0.1,cm[Hg]",
        "1,/min,60,/h",
        "5,%,0.05,1",
        "1,L,10,dL"
    })
    void theSameAmountInAnotherUnitIsTheSame(String one, String unit, String other, String otherUnit) {
        Units.Canonical first = UNITS.canonical(Units.UCUM, unit);
        Units.Canonical second = UNITS.canonical(Units.UCUM, otherUnit);
        assertEquals(first.unit(), second.unit());
        assertEquals(first.apply(one), second.apply(other), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"{score}x,y", "not a unit,other", "'',g"})
    void whatIsNotUcumStandsForItself(String unit, String other) {
        assertNotEquals(
                UNITS.canonical(Units.UCUM, unit).unit(),
                UNITS.canonical(Units.UCUM, other).unit());
    }
}
