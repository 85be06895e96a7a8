package org.throughline.fhir.units;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Units by their UCUM code. */
public final class Units {
    static final MathContext PRECISION = MathContext.DECIMAL128;

    private Units() {}

    /**
     * A unit in base units: an amount {@code x} of it is {@code (x + offset) × factor} of {@code dimension}.
     *
     * @param factor how many base units one of it is
     * @param offset nonzero only for degrees Celsius and Fahrenheit
     * @param dimension the base units with their exponents in alphabetical order, {@code g1m-3}; amounts can be compared
     *     when it is equal
     */
    public record Canonical(BigDecimal factor, BigDecimal offset, String dimension) {
        /** An amount of this unit in base units. */
        public BigDecimal of(BigDecimal amount) {
            return amount.add(offset).multiply(factor, PRECISION);
        }

        /** An amount of base units in this unit. */
        public BigDecimal from(BigDecimal base) {
            return base.divide(factor, PRECISION).subtract(offset);
        }
    }

    /** What a code means; null for a code that is not UCUM's or is of a logarithmic scale. Case counts. */
    public static @Nullable Canonical canonical(String code) {
        return UnitTable.r4().canonical(code);
    }
}
