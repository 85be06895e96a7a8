package org.throughline.terminology.sig;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much is taken at a time: 1 tablet, 1 to 2 puffs, 7.5 mL, 10 units.
 *
 * @param low how much, or the least of a range; above zero
 * @param high the most of a range, above {@code low}; null without a range
 * @param unit what is counted, in the singular ({@code tablet}, {@code puff}, see {@link
 *     org.throughline.terminology.drug.Form#unit()}), or a UCUM code ({@code mL}, {@code mg}, {@code [iU]})
 */
public record Dose(BigDecimal low, @Nullable BigDecimal high, String unit) {
    public Dose {
        if (low.signum() <= 0 || (high != null && high.compareTo(low) <= 0)) {
            throw new IllegalArgumentException("a dose of " + low + " to " + high);
        }
    }

    /** The most that is taken at a time. */
    public BigDecimal most() {
        return high == null ? low : high;
    }
}
