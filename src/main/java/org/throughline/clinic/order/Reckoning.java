package org.throughline.clinic.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.order.Supply;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Span;
import org.throughline.terminology.sig.Step;

/** How much is to be dispensed for a dosage. Pure. */
final class Reckoning {
    /** What is taken without an end is dispensed for so many days at a time. */
    private static final int USUAL_DAYS = 30;

    /** What is counted when it is taken, and not when it is dispensed. */
    private static final Set<String> NOT_DISPENSED = Set.of(
            "application", "puff", "inhalation", "spray", "drop", "ribbon", "unit of use", "[iU]", "mg", "ug", "g");

    private Reckoning() {}

    /** The supply of a dosage; without a quantity when it cannot be reckoned: as needed without an end, drops, puffs. */
    static Supply supply(Sig sig, @Nullable Product product, int refills) {
        String unit = product == null ? "" : product.form().unit();
        if (!sig.structured()) {
            return new Supply(null, unit, null, refills);
        }
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal days = BigDecimal.ZERO;
        String counted = sig.steps().getFirst().dose().unit();
        for (Step step : sig.steps()) {
            Span span = step.duration();
            boolean open = span == null && !step.timing().once();
            if (!step.dose().unit().equals(counted)
                    || NOT_DISPENSED.contains(counted)
                    || (open && step.asNeeded() != null)) {
                return new Supply(null, unit, null, refills);
            }
            BigDecimal length = span == null
                    ? BigDecimal.valueOf(step.timing().once() ? 1 : USUAL_DAYS)
                    : span.unit().days().multiply(BigDecimal.valueOf(span.amount()));
            days = days.add(length);
            total = total.add(
                    step.dose().most().multiply(step.timing().mostPerDay()).multiply(length));
        }
        return new Supply(
                total.setScale(0, RoundingMode.CEILING),
                counted,
                days.setScale(0, RoundingMode.CEILING).intValue(),
                refills);
    }
}
