package org.throughline.terminology.sig;

import java.math.BigDecimal;

/**
 * The most that may be taken in a period: 8 tablets in 1 day, 4,000 mg in 1 day.
 *
 * @param unit as that of a {@link Dose}
 */
public record Most(BigDecimal amount, String unit, int period, TimeUnit per) {
    public Most {
        if (amount.signum() <= 0 || period < 1) {
            throw new IllegalArgumentException("at most " + amount);
        }
    }
}
