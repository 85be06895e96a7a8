package org.throughline.terminology.sig;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Pack;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Strength;

/**
 * How much of a product is needed, how long an amount lasts, and when a supply ends. As needed counts as if it were always
 * needed, a range as its most, so that nobody runs out.
 */
public final class Supplies {
    private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(3650);

    private Supplies() {}

    /**
     * An amount that a pharmacy counts out.
     *
     * @param unit as that of a {@link Dose}, or a whole piece: {@code inhaler}, {@code pen}
     */
    public record Quantity(BigDecimal amount, String unit) {}

    /**
     * How much is needed for a dosage, in whole pieces or mL.
     *
     * @param days how long it is to last; a dosage that ends sooner needs less
     * @return empty where that cannot be said: a dosage in words, applications to the skin, drops
     */
    public static Optional<Quantity> needed(Sig sig, Product product, int days) {
        BigDecimal all = BigDecimal.ZERO;
        BigDecimal left = BigDecimal.valueOf(days);
        for (Step each : sig.steps()) {
            Optional<BigDecimal> units = units(each.dose(), product);
            if (units.isEmpty()) {
                return Optional.empty();
            }
            BigDecimal used = span(each).orElse(left).min(left);
            all = all.add(units.get().multiply(doses(each, used)));
            left = left.subtract(used);
        }
        return sig.structured() && days > 0 ? pieces(all, product) : Optional.empty();
    }

    /** How many days a step takes; empty when no end is told. */
    private static Optional<BigDecimal> span(Step step) {
        Span span = step.duration();
        if (span == null && step.timing().once()) {
            return Optional.of(BigDecimal.ONE);
        }
        return span == null
                ? Optional.empty()
                : Optional.of(span.unit().days().multiply(BigDecimal.valueOf(span.amount())));
    }

    /** How many doses there are in so many days, the first on the first of them. */
    private static BigDecimal doses(Step step, BigDecimal days) {
        if (days.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (step.timing().once()) {
            return BigDecimal.ONE;
        }
        BigDecimal doses = step.timing().mostPerDay().multiply(days, MathContext.DECIMAL64);
        return doses.setScale(6, RoundingMode.HALF_UP).setScale(0, RoundingMode.CEILING);
    }

    /** A dose in what the product is made of: pieces, puffs, mL; empty for what is not counted out so. */
    private static Optional<BigDecimal> units(Dose dose, Product product) {
        if (List.of("application", "drop", "ribbon", "unit of use").contains(dose.unit())) {
            return Optional.empty();
        }
        boolean mass = List.of("mg", "ug", "g", "[iU]", "meq").contains(dose.unit());
        return mass ? volume(dose, product) : Optional.of(dose.most());
    }

    /** A dose in mg or units that is injected, in mL. */
    private static Optional<BigDecimal> volume(Dose dose, Product product) {
        if (product.strengths().size() != 1) {
            return Optional.empty();
        }
        Strength strength = product.strengths().getFirst();
        boolean perMl = "mL".equals(strength.perUnit());
        return Masses.in(strength.unit(), dose.most(), dose.unit())
                .filter(amount -> perMl || strength.perUnit() == null)
                .map(amount -> Amounts.divide(amount, strength.amount()));
    }

    private static Optional<Quantity> pieces(BigDecimal units, Product product) {
        Pack pack = product.pack();
        String counted = product.form().unit();
        if (pack != null && pack.unit().equals("{actuation}")) {
            return Optional.of(whole(Amounts.divide(units, pack.amount()), "inhaler"));
        }
        boolean perMl = "mL".equals(product.strengths().getFirst().perUnit());
        if (product.form().injected() && perMl && pack != null && pack.unit().equals("mL")) {
            return Optional.of(whole(Amounts.divide(units, pack.amount()), counted.equals("mL") ? "vial" : counted));
        }
        boolean dry = product.form().injected() && !perMl;
        return counted.equals("puff") || counted.equals("spray") || counted.equals("inhalation")
                ? Optional.of(new Quantity(BigDecimal.ONE, product.form().title()))
                : Optional.of(whole(units, dry ? "vial" : counted));
    }

    private static Quantity whole(BigDecimal number, String unit) {
        return new Quantity(number.setScale(0, RoundingMode.CEILING), unit);
    }

    /**
     * How many whole days an amount lasts.
     *
     * @return empty where that cannot be said, and for what lasts longer than ten years
     */
    public static Optional<Integer> lasts(Quantity quantity, Sig sig, Product product) {
        int low = 0;
        int high = MOST_DAYS.intValue();
        if (!enough(quantity, needed(sig, product, 1).orElse(null))
                || enough(quantity, needed(sig, product, high).orElse(null))) {
            return duration(sig)
                    .filter(days -> enough(quantity, needed(sig, product, days).orElse(null)));
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (enough(quantity, needed(sig, product, middle).orElse(null))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Optional.of(low);
    }

    private static boolean enough(Quantity has, @Nullable Quantity needs) {
        return needs != null
                && needs.unit().equals(has.unit())
                && needs.amount().compareTo(has.amount()) <= 0;
    }

    /** How many days a dosage takes; empty when no end is told. */
    public static Optional<Integer> duration(Sig sig) {
        BigDecimal days = BigDecimal.ZERO;
        for (Step each : sig.steps()) {
            Optional<BigDecimal> span = span(each);
            if (span.isEmpty()) {
                return Optional.empty();
            }
            days = days.add(span.get());
        }
        return sig.structured()
                ? Optional.of(days.setScale(0, RoundingMode.CEILING).intValue())
                : Optional.empty();
    }

    /**
     * The last day for which there is something, with all refills.
     *
     * @param days how long one supply lasts
     */
    public static LocalDate lastDay(LocalDate start, int days, int refills) {
        return start.plusDays((long) days * (refills + 1) - 1);
    }

    /** How much of each substance a dosage comes to in a day at most, at its highest step; empty where that is not measured. */
    public static Optional<DoseAmount> mostInADay(Sig sig, Product product) {
        Optional<DoseAmount> most = Optional.empty();
        for (Step each : sig.steps()) {
            Optional<DoseAmount> one = DoseAmount.of(each.dose(), product).map(dose -> perDay(dose, each));
            if (one.isEmpty()) {
                return Optional.empty();
            }
            most = most.filter(known -> known.low().compareTo(one.get().low()) >= 0)
                    .or(() -> one);
        }
        return most;
    }

    private static DoseAmount perDay(DoseAmount dose, Step step) {
        BigDecimal all = Amounts.plain(dose.most().multiply(step.timing().mostPerDay(), MathContext.DECIMAL64));
        Most most = step.most();
        Optional<BigDecimal> limit = most == null || most.per() != TimeUnit.DAY || most.period() != 1
                ? Optional.empty()
                : limit(most, dose, step);
        BigDecimal amount = limit.filter(told -> told.compareTo(all) < 0).orElse(all);
        return new DoseAmount(amount, null, dose.unit());
    }

    /** What the most that was told comes to: in mg, in pieces, or in doses. */
    private static Optional<BigDecimal> limit(Most most, DoseAmount dose, Step step) {
        if (most.unit().equals(step.dose().unit())) {
            return Optional.of(Amounts.plain(
                    most.amount().multiply(dose.most()).divide(step.dose().most(), MathContext.DECIMAL64)));
        }
        return most.unit().equals("dose")
                ? Optional.of(most.amount().multiply(dose.most()))
                : Masses.in(dose.unit(), most.amount(), most.unit());
    }

    /**
     * Whether a dosage gives more or less in a day than another of the same substance: 1, 0 or -1 as of a comparator; empty
     * when the two cannot be compared.
     */
    public static Optional<Integer> compare(Sig one, Product oneOf, Sig other, Product otherOf) {
        if (!oneOf.ingredients().equals(otherOf.ingredients())) {
            return Optional.empty();
        }
        Optional<DoseAmount> first = mostInADay(one, oneOf);
        return first.flatMap(own -> mostInADay(other, otherOf)
                .flatMap(its -> its.in(own.unit()))
                .map(its -> own.low().compareTo(its.low())));
    }
}
