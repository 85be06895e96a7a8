package org.throughline.safety;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.rule.Amount;
import org.throughline.safety.rule.DoseLimit;
import org.throughline.safety.rule.DrugRule;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.Rule;
import org.throughline.safety.rule.Severity;
import org.throughline.terminology.drug.Ingredient;

/**
 * Whether a dose is within its limits: at a time, in a day over all that is taken of the substance, by weight; and whether
 * it is far below what is usual.
 */
final class DoseCheck implements Check {
    /** From so many times the limit on it looks like a slipped point. */
    private static final BigDecimal SLIPPED = BigDecimal.valueOf(5);

    private final List<DoseLimit> limits;
    private final List<DrugRule> rules;

    DoseCheck(Knowledge knowledge) {
        this.limits = knowledge.doses();
        this.rules = knowledge.drugRules(Kind.DOSE);
    }

    @Override
    public Kind kind() {
        return Kind.DOSE;
    }

    @Override
    public boolean concerns(Order order) {
        return order instanceof DrugOrder;
    }

    @Override
    public void check(Case of, Order order, Answering answer) {
        Drug drug = of.of((DrugOrder) order);
        if (!drug.known()) {
            answer.unchecked(Judge.unknown(drug));
        }
        Judge judge = new Judge(of);
        for (Ingredient each : drug.ingredients()) {
            Judge.Party party = new Judge.Party(drug, each);
            DrugRuleCheck.note(rules, judge, party, answer);
            limits(of, judge, party, answer);
        }
    }

    private void limits(Case of, Judge judge, Judge.Party party, Answering answer) {
        List<DoseLimit> mine = limits.stream()
                .filter(each -> each.drugs().has(party.ingredient()) && isGivenSo(each, party.drug()))
                .toList();
        if (mine.isEmpty()) {
            if (!party.drug().treatment().systemic()) {
                return; // limits are for what acts in the whole body
            }
            answer.unchecked(new Reason(
                    Why.NO_RULES,
                    "there are no limits for " + party.ingredient().tallMan() + " given this way"));
            return;
        }
        List<DoseLimit> ofAge = ofAge(of, mine, party, answer);
        for (DoseLimit each : ofPurpose(ofAge, party, answer)) {
            Verdict when = judge.all(each.rule().when(), party, null);
            if (when.truth() == Verdict.Truth.UNKNOWN) {
                answer.unchecked(when.missing());
            } else if (when.holds()) {
                new Comparison(of, judge, each, party, when, answer).run();
            }
        }
    }

    private static boolean isGivenSo(DoseLimit limit, Drug drug) {
        return limit.routes().isEmpty()
                ? drug.treatment().systemic()
                : limit.routes().contains(drug.treatment().way());
    }

    private static List<DoseLimit> ofAge(Case of, List<DoseLimit> limits, Judge.Party party, Answering answer) {
        Integer months = of.patient.months().orElse(null);
        if (months == null) {
            if (limits.stream().anyMatch(each -> each.fromMonths() > 0 || each.toMonths() < Integer.MAX_VALUE)) {
                answer.unchecked(new Reason(Why.NO_AGE, "no date of birth is known"));
            }
            return limits.stream()
                    .filter(each -> each.holdsAt(0) && each.toMonths() == Integer.MAX_VALUE)
                    .toList();
        }
        List<DoseLimit> fitting =
                limits.stream().filter(each -> each.holdsAt(months)).toList();
        if (fitting.isEmpty()) {
            answer.unchecked(new Reason(
                    Why.NO_RULES,
                    "there are no limits for " + party.ingredient().tallMan() + " at this age"));
        }
        return fitting;
    }

    /** Those for what the drug is for; else those for whatever it is for. */
    private static List<DoseLimit> ofPurpose(List<DoseLimit> limits, Judge.Party party, Answering answer) {
        List<DoseLimit> plain =
                limits.stream().filter(each -> each.purpose() == null).toList();
        List<DoseLimit> purposeful = new ArrayList<>(limits);
        purposeful.removeAll(plain);
        List<DoseLimit> fitting = purposeful.stream()
                .filter(each -> each.purpose() != null
                        && each.purpose().has(party.drug().treatment().reasons()))
                .toList();
        if (!fitting.isEmpty()) {
            return fitting;
        }
        if (plain.isEmpty() && !purposeful.isEmpty()) {
            answer.unchecked(new Reason(
                    Why.NO_INDICATION,
                    "its limit depends on what " + party.ingredient().tallMan() + " is for"));
        }
        return plain;
    }

    /** A dose that is held against a limit. */
    private record Comparison(
            Case of, Judge judge, DoseLimit limit, Judge.Party party, Verdict when, Answering answer) {
        void run() {
            Fact<Amount> dose = Dosing.dose(party.drug().treatment(), party.ingredient());
            Amount once = dose.value();
            Reason missing = dose.missing();
            if (missing != null) {
                answer.unchecked(missing);
            }
            if (once != null) {
                compare(once, limit.perDose(), "at a time");
                low(once);
            }
            Amount day = null;
            if (limit.perDay() != null || limit.perDayAndKilogram() != null) {
                day = day();
            }
            if (day != null) {
                compare(day, limit.perDay(), "a day");
            }
            if (limit.byWeight()) {
                byWeight(once, day);
            }
        }

        private void byWeight(@Nullable Amount once, @Nullable Amount day) {
            Fact<BigDecimal> weight = of.body.weight();
            BigDecimal kilograms = weight.value();
            if (kilograms == null) {
                Reason missing = weight.missing();
                if (missing != null) {
                    answer.unchecked(missing);
                }
                return;
            }
            if (once != null && limit.perDoseAndKilogram() != null) {
                compare(
                        once,
                        limit.perDoseAndKilogram().multiply(kilograms),
                        "at a time for " + kilograms.stripTrailingZeros().toPlainString() + " kg");
            }
            if (day != null && limit.perDayAndKilogram() != null) {
                compare(
                        day,
                        limit.perDayAndKilogram().multiply(kilograms),
                        "a day for " + kilograms.stripTrailingZeros().toPlainString() + " kg");
            }
        }

        /** The most in a day over all that is taken of the substance, or of this drug when the others are not known. */
        private @Nullable Amount day() {
            Judge.Daily daily = judge.daily(party);
            answer.unchecked(daily.missing());
            return daily.sum();
        }

        private void compare(Amount given, @Nullable BigDecimal most, String per) {
            if (most == null) {
                return;
            }
            BigDecimal value = inUnit(given);
            if (value == null || value.compareTo(most) <= 0) {
                return;
            }
            BigDecimal ratio = most.signum() == 0 ? SLIPPED : value.divide(most, MathContext.DECIMAL64);
            boolean danger = ratio.compareTo(limit.danger().min(SLIPPED)) >= 0;
            found(
                    danger ? Severity.DANGER : Severity.CAUTION,
                    party.ingredient().tallMan() + ": " + words(value) + " " + per + ", at most " + words(most) + ": "
                            + limit.rule().effect());
        }

        private void low(Amount once) {
            BigDecimal usual = limit.usual();
            BigDecimal value = usual == null ? null : inUnit(once);
            if (usual != null && value != null && value.multiply(SLIPPED).compareTo(usual) <= 0) {
                found(
                        Severity.CAUTION,
                        party.ingredient().tallMan() + ": " + words(value) + " at a time, usually " + words(usual)
                                + " or more: has a point slipped?");
            }
        }

        private @Nullable BigDecimal inUnit(Amount given) {
            BigDecimal value = given.in(limit.unit());
            if (value == null) {
                answer.unchecked(new Reason(
                        Why.DOSE_NOT_COUNTED,
                        "the dose of " + party.ingredient().tallMan() + " is not in a unit that the limit knows"));
            }
            return value;
        }

        private void found(Severity severity, String what) {
            Rule rule = limit.rule();
            BigDecimal kilograms = limit.byWeight() ? of.body.weight().value() : null;
            Verdict because = Verdict.all(List.of(
                    when,
                    new Verdict(
                            Verdict.Truth.TRUE,
                            List.of(),
                            kilograms == null ? Set.of() : Set.of("weight " + kilograms),
                            Set.of(),
                            false)));
            answer.found(rule, severity, false, what, List.of(party), because);
        }

        private String words(BigDecimal amount) {
            BigDecimal rounded = amount.round(new MathContext(3)).stripTrailingZeros();
            return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString() + " " + unit();
        }

        private String unit() {
            return switch (limit.unit()) {
                case "ug" -> "mcg";
                case "[iU]" -> "units";
                default -> limit.unit();
            };
        }
    }
}
