package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Strength;

/**
 * How much of a substance a dose comes to: two tablets of 500 mg are 1,000 mg.
 *
 * @param high the most of a range; null without
 * @param unit UCUM: {@code mg}, {@code ug}, {@code [iU]}, {@code meq}
 */
public record DoseAmount(BigDecimal low, @Nullable BigDecimal high, String unit) {

    /**
     * What a dose of a product comes to, in the unit in which the product's strength is written; empty for a product of
     * several substances, and for what is not measured so (a drop, an application, a patch).
     */
    public static Optional<DoseAmount> of(Dose dose, Product product) {
        if (product.strengths().size() != 1) {
            return Optional.empty();
        }
        return of(dose, product, product.strengths().getFirst());
    }

    /** What a dose of a product comes to of one of its substances; empty for what is not measured so. */
    public static Optional<DoseAmount> of(Dose dose, Product product, Strength strength) {
        boolean micrograms = strength.unit().equals("mg") && product.name().contains(" mcg");
        String shown = micrograms ? "ug" : strength.unit();
        if (Masses.in(shown, BigDecimal.ONE, dose.unit()).isPresent()) {
            return Optional.of(new DoseAmount(dose.low(), dose.high(), dose.unit()));
        }
        String per = strength.perUnit();
        boolean counted = dose.unit().equals(product.form().unit());
        boolean measured = (per == null && counted && !dose.unit().equals("mL"))
                || ("mL".equals(per) && dose.unit().equals("mL"))
                || ("{actuation}".equals(per) && counted);
        if (!measured) {
            return Optional.empty();
        }
        return new DoseAmount(
                        dose.low().multiply(strength.amount()),
                        dose.high() == null ? null : dose.high().multiply(strength.amount()),
                        strength.unit())
                .in(shown);
    }

    /** The same in another unit; empty for a unit of another kind. */
    public Optional<DoseAmount> in(String other) {
        BigDecimal many = high;
        return Masses.in(other, low, unit)
                .flatMap(few -> many == null
                        ? Optional.of(new DoseAmount(Amounts.plain(few), null, other))
                        : Masses.in(other, many, unit)
                                .map(most -> new DoseAmount(Amounts.plain(few), Amounts.plain(most), other)));
    }

    /** The most that a dose comes to. */
    public BigDecimal most() {
        return high == null ? low : high;
    }

    /** Whether these are its amounts. */
    boolean is(BigDecimal few, @Nullable BigDecimal many) {
        BigDecimal top = many == null ? low : many;
        return few.compareTo(low) == 0 && (many == null) == (high == null) && top.compareTo(most()) == 0;
    }
}
