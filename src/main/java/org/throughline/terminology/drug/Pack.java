package org.throughline.terminology.drug;

import java.math.BigDecimal;

/**
 * What one piece of a product holds, as RxNorm's name says it.
 *
 * @param unit {@code mL} of a syringe or pen, {@code {actuation}} of an inhaler, {@code h} for which a patch or tablet lasts
 */
public record Pack(BigDecimal amount, String unit) {}
