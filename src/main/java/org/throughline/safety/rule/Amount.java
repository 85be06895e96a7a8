package org.throughline.safety.rule;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.units.Units;

/**
 * An amount of a substance.
 *
 * @param unit a UCUM code: {@code mg}, {@code [iU]}, {@code meq}
 */
public record Amount(BigDecimal value, String unit) {
    /** The same in another unit; null when it cannot be told in it. */
    public @Nullable BigDecimal in(String other) {
        if (unit.equals(other)) {
            return value;
        }
        Units.Canonical from = Units.canonical(unit);
        Units.Canonical to = Units.canonical(other);
        if (from == null || to == null || !from.dimension().equals(to.dimension())) {
            return null;
        }
        return to.from(from.of(value));
    }

    /** So many times it. */
    public Amount times(BigDecimal factor) {
        return new Amount(value.multiply(factor), unit);
    }

    @Override
    public String toString() {
        return value.stripTrailingZeros().toPlainString() + " " + unit;
    }
}
