package org.throughline.care.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much of a drug is dispensed.
 *
 * @param quantity how much at a time, above zero; null when the prescription does not say
 * @param unit what is counted: {@code tablet}, {@code mL}
 * @param days how long one supply lasts; null when that cannot be said
 * @param refills how often it may be dispensed again, 0 to 99
 */
public record Supply(
        @Nullable BigDecimal quantity,
        String unit,
        @Nullable Integer days,
        int refills) {
    public Supply {
        if ((quantity != null && quantity.signum() <= 0) || refills < 0 || refills > 99) {
            throw new IllegalArgumentException("a supply of " + quantity + " with " + refills + " refills");
        }
    }
}
