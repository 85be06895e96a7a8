package org.throughline.fhir.json;

import java.math.BigDecimal;

/**
 * A JSON number as it was written, because FHIR's decimals carry their precision: 1.10 is not 1.1. The reader bounds
 * its length and exponent, so {@link #decimal()} is always cheap.
 */
public record JsonNumber(String literal) implements Json {
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    public BigDecimal decimal() {
        return new BigDecimal(literal);
    }

    @Override
    public String toString() {
        return literal;
    }
}
