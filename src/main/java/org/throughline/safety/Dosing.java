package org.throughline.safety;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.units.Units;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Treatment;
import org.throughline.safety.rule.Amount;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Pack;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Strength;
import org.throughline.terminology.sig.Dose;
import org.throughline.terminology.sig.Most;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Span;
import org.throughline.terminology.sig.Step;

/** How much of a substance a treatment gives: the most at a time, in a day, how often, for how long. */
final class Dosing {
    private static final BigDecimal HOURS = BigDecimal.valueOf(24);

    private Dosing() {}

    /** The most at a time. */
    static Fact<Amount> dose(Treatment treatment, Ingredient of) {
        Sig sig = treatment.sig();
        if (sig == null || !sig.structured()) {
            return Fact.missing(untold(treatment));
        }
        Amount most = null;
        for (Step each : sig.steps()) {
            Amount amount = amount(treatment, of, each.dose());
            if (amount == null) {
                return Fact.missing(uncounted(treatment));
            }
            most = more(most, amount);
        }
        return most == null ? Fact.missing(uncounted(treatment)) : Fact.of(most);
    }

    /** The most in a day. */
    static Fact<Amount> daily(Treatment treatment, Ingredient of) {
        Sig sig = treatment.sig();
        if (sig == null || !sig.structured()) {
            return Fact.missing(untold(treatment));
        }
        Amount most = null;
        for (Step each : sig.steps()) {
            Amount amount = daily(treatment, of, each);
            if (amount == null) {
                return Fact.missing(uncounted(treatment));
            }
            most = more(most, amount);
        }
        return most == null ? Fact.missing(uncounted(treatment)) : Fact.of(most);
    }

    private static @Nullable Amount daily(Treatment treatment, Ingredient of, Step step) {
        Strength strength = strength(treatment, of);
        if (strength != null && "h".equals(strength.perUnit())) {
            return new Amount(strength.amount(), strength.unit())
                    .times(HOURS)
                    .times(step.dose().most());
        }
        Amount dose = amount(treatment, of, step.dose());
        if (dose == null) {
            return null;
        }
        BigDecimal times = step.timing().mostPerDay();
        Amount day = dose.times(step.timing().once() ? BigDecimal.ONE : times);
        Most limit = step.most();
        if (limit == null) {
            return day;
        }
        Amount capped = amount(treatment, of, new Dose(limit.amount(), null, limit.unit()));
        if (capped == null) {
            return day;
        }
        BigDecimal days = limit.per().days().multiply(BigDecimal.valueOf(limit.period()));
        Amount perDay =
                new Amount(capped.value().divide(days.max(BigDecimal.ONE), MathContext.DECIMAL64), capped.unit());
        return less(day, perDay);
    }

    /** How much is in one tablet, capsule or puff; null for what is measured out. */
    static @Nullable Amount piece(Treatment treatment, Ingredient of) {
        Strength strength = strength(treatment, of);
        String per = strength == null ? null : strength.perUnit();
        return strength == null || !(per == null || per.equals("{actuation}"))
                ? null
                : new Amount(strength.amount(), strength.unit());
    }

    /** The most doses in a day on average. */
    static Fact<BigDecimal> times(Treatment treatment) {
        Sig sig = treatment.sig();
        if (sig == null || !sig.structured()) {
            return Fact.missing(untold(treatment));
        }
        return Fact.of(
                sig.steps().stream().map(each -> each.timing().mostPerDay()).reduce(BigDecimal.ZERO, BigDecimal::max));
    }

    /** For how many days; empty when no end is told. */
    static Fact<BigDecimal> days(Treatment treatment) {
        Sig sig = treatment.sig();
        BigDecimal days = BigDecimal.ZERO;
        boolean told = sig != null && sig.structured();
        if (sig != null) {
            for (Step each : sig.steps()) {
                Span span = each.duration();
                boolean once = each.timing().once();
                told &= span != null || once;
                days = days.add(
                        span == null ? BigDecimal.ONE : span.unit().days().multiply(BigDecimal.valueOf(span.amount())));
            }
        }
        if (told) {
            return Fact.of(days);
        }
        if (treatment.from() != null && treatment.until() != null) {
            return Fact.of(BigDecimal.valueOf(
                    treatment.until().toEpochDay() - treatment.from().toEpochDay() + 1));
        }
        return Fact.missing(Why.NO_DURATION, "no duration is told for " + name(treatment));
    }

    private static @Nullable Amount amount(Treatment treatment, Ingredient of, Dose dose) {
        BigDecimal most = dose.most();
        String unit = dose.unit();
        Strength strength = strength(treatment, of);
        if (strength == null) {
            boolean alone = treatment.ingredients().size() == 1;
            return alone && isMeasure(unit) && !unit.equals("mL") ? new Amount(most, unit) : null;
        }
        Product product = treatment.product();
        String per = strength.perUnit();
        if (product != null && unit.equals(product.form().unit()) && !unit.equals("mL")) {
            return ofPiece(product.pack(), strength, per, most);
        }
        if (unit.equals("mL")) {
            return "mL".equals(per) ? new Amount(strength.amount().multiply(most), strength.unit()) : null;
        }
        boolean alone = treatment.ingredients().size() == 1;
        return alone && isMeasure(unit) && new Amount(most, unit).in(strength.unit()) != null
                ? new Amount(most, unit)
                : null;
    }

    private static @Nullable Amount ofPiece(
            @Nullable Pack pack, Strength strength, @Nullable String per, BigDecimal most) {
        Amount one = new Amount(strength.amount(), strength.unit());
        if (per == null || per.equals("{actuation}")) {
            return one.times(most);
        }
        if (per.equals("h")) {
            return one.times(HOURS).times(most);
        }
        if (per.equals("mL") && pack != null && pack.unit().equals("mL")) {
            return one.times(pack.amount()).times(most);
        }
        return null;
    }

    private static boolean isMeasure(String unit) {
        return Units.canonical(unit) != null;
    }

    private static @Nullable Strength strength(Treatment treatment, Ingredient of) {
        Product product = treatment.product();
        if (product == null) {
            return null;
        }
        return product.strengths().stream()
                .filter(each -> each.ingredient().rxcui().equals(of.rxcui()))
                .findFirst()
                .orElse(null);
    }

    private static Amount more(@Nullable Amount one, Amount other) {
        if (one == null) {
            return other;
        }
        BigDecimal same = other.in(one.unit());
        return same != null && same.compareTo(one.value()) > 0 ? other : one;
    }

    private static Amount less(Amount one, Amount other) {
        BigDecimal same = other.in(one.unit());
        return same != null && same.compareTo(one.value()) < 0 ? other : one;
    }

    private static Reason untold(Treatment treatment) {
        return new Reason(Why.NO_DOSE, "no dose is told for " + name(treatment));
    }

    private static Reason uncounted(Treatment treatment) {
        return new Reason(
                Why.DOSE_NOT_COUNTED, "the dose of " + name(treatment) + " cannot be counted in its substance");
    }

    /** The ingredients' names, which are the same whatever the product is called. */
    static String name(Treatment treatment) {
        if (treatment.ingredients().isEmpty()) {
            return treatment.name();
        }
        return treatment.ingredients().stream()
                .map(Ingredient::tallMan)
                .sorted()
                .reduce((one, other) -> one + " and " + other)
                .orElse(treatment.name());
    }
}
