package org.throughline.safety.rule;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A test whose results rules read.
 *
 * @param name for people: {@code potassium}
 * @param unit the UCUM code that rules use
 * @param factors other units with what a value in them is multiplied by; for units that UCUM cannot convert (moles to
 *     grams)
 * @param days for how long a result counts
 */
public record Lab(String id, String name, Set<String> loincs, String unit, Map<String, BigDecimal> factors, int days) {
    public Lab {
        loincs = Set.copyOf(loincs);
        factors = Map.copyOf(factors);
    }

    /** A value in the rules' unit; null when it cannot be told in it. */
    public @Nullable BigDecimal value(BigDecimal value, String given) {
        BigDecimal factor = factors.get(given);
        return factor == null ? new Amount(value, given).in(unit) : value.multiply(factor);
    }
}
