package org.throughline.terminology.drug;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much of an ingredient is in a product: 500 mg (in a capsule), 80 mg in 1 mL, 90 ug in 1 actuation.
 *
 * @param amount how much, without superfluous zeros
 * @param unit a UCUM code: {@code mg}, {@code ug}, {@code [iU]}, {@code meq}
 * @param perUnit what it is in one of: {@code mL}, {@code g}, {@code mg}, {@code h} or {@code {actuation}}; null when it is
 *     in one piece of the product (a tablet, a suppository)
 */
public record Strength(
        Ingredient ingredient,
        BigDecimal amount,
        String unit,
        @Nullable String perUnit) {}
