package org.throughline.fhir.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that is written as it is must be one. */
class JsonNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "1.10", "-12.5e+3", "1E3", "100"})
    void aNumberStaysAsItWasWritten(String literal) {
        assertEquals(literal, new JsonNumber(literal).literal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "01", "1.", ".5", "+1", "1e", "1e+", "NaN", "1 ", "1,2", "12\",\"x\":\"", "٣"})
    void whatIsNoNumberIsRefused(String literal) {
        assertThrows(IllegalArgumentException.class, () -> new JsonNumber(literal));
    }
}
