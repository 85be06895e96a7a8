package org.throughline.safety;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Allergy;
import org.throughline.safety.patient.Condition;
import org.throughline.safety.patient.Gap;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Result;
import org.throughline.safety.rule.Amount;
import org.throughline.safety.rule.Compare;
import org.throughline.safety.rule.ConditionGroup;
import org.throughline.safety.rule.Equation;
import org.throughline.safety.rule.Lab;
import org.throughline.safety.rule.Rule;
import org.throughline.safety.rule.Selector;
import org.throughline.safety.rule.Side;
import org.throughline.safety.rule.Term;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Route;

/** Judges whether the conditions of a rule hold for a case. What is not known makes them neither true nor false. */
final class Judge {
    private final Case of;

    /** Whether a drug that is perhaps not taken counts as taken. */
    private final boolean doubted;

    private final Childbearing childbearing;

    /** Judges what speaks against a drug: what is perhaps taken counts as taken. */
    Judge(Case of) {
        this(of, true);
    }

    private Judge(Case of, boolean doubted) {
        this.of = of;
        this.doubted = doubted;
        this.childbearing = new Childbearing(of, this);
    }

    /** Judges the opposite: where being taken makes it better, what is perhaps taken is not known to be. */
    private Judge opposite() {
        return new Judge(of, !doubted);
    }

    /** A drug of a rule with the ingredient by which it is one. */
    record Party(Drug drug, Ingredient ingredient) {}

    /** Whether all conditions hold, of each at least one of its alternatives. */
    Verdict all(List<List<Term>> conditions, @Nullable Party a, @Nullable Party b) {
        return Verdict.all(conditions.stream()
                .map(alternatives -> Verdict.any(
                        alternatives.stream().map(each -> term(each, a, b)).toList()))
                .toList());
    }

    /** Whether what lowers the rank of a rule holds; null where nothing does. */
    @Nullable
    Verdict lower(Rule rule, @Nullable Party a, @Nullable Party b) {
        return rule.lower().isEmpty() ? null : opposite().all(rule.lower(), a, b);
    }

    private Verdict term(Term term, @Nullable Party a, @Nullable Party b) {
        return switch (term) {
            case Term.Not not -> opposite().term(not.term(), a, b).not();
            case Term.Dosage dosage -> dosage(dosage, side(dosage.side(), a, b));
            case Term.RouteIs route -> route(route, side(route.side(), a, b).drug());
            case Term.For purpose -> purpose(purpose, side(purpose.side(), a, b).drug());
            case Term.Age age -> age(age);
            case Term.Weight weight -> weight(weight);
            case Term.SexIs sex ->
                of.patient.sex() == null
                        ? Verdict.unknown(new Reason(Why.NO_SEX, "no sex is known"))
                        : Verdict.of(of.patient.sex() == sex.sex(), "sex " + of.patient.sex());
            case Term.Taking taking -> taking(taking.drugs(), a, b);
            case Term.Has has -> has(has.conditions(), has.everHad());
            case Term.LastResult result -> lab(result.lab(), result.compare(), result.limit());
            case Term.Pregnant pregnant -> childbearing.pregnant(pregnant.fromWeek());
            case Term.Breastfeeding ignored -> childbearing.breastfeeding();
            case Term.Kidneys kidneys -> kidneys(kidneys.equation(), kidneys.compare(), kidneys.limit());
        };
    }

    private static Party side(Side side, @Nullable Party a, @Nullable Party b) {
        Party party = side == Side.A || b == null ? a : b;
        if (party == null) {
            throw new IllegalStateException("the rule is about a drug, and there is none");
        }
        return party;
    }

    private static Verdict missing(Fact<?> fact) {
        Reason reason = fact.missing();
        return Verdict.unknown(reason == null ? List.of() : List.of(reason));
    }

    private Verdict dosage(Term.Dosage term, Party party) {
        return switch (term.of()) {
            case DOSE -> amount(atLeast(term.compare(), party), term, party);
            case DAILY -> daily(term, party);
            case TIMES -> number(Dosing.times(party.drug().treatment()), term);
            case DAYS -> number(Dosing.days(party.drug().treatment()), term);
        };
    }

    /** The most at a time; where it is not told and a rule asks for more than a limit, one piece of the product. */
    private static Fact<Amount> atLeast(Compare compare, Party party) {
        Fact<Amount> told = Dosing.dose(party.drug().treatment(), party.ingredient());
        boolean more = compare == Compare.ABOVE || compare == Compare.AT_LEAST;
        Amount piece = Dosing.piece(party.drug().treatment(), party.ingredient());
        return told.value() == null && more && piece != null ? Fact.of(piece) : told;
    }

    /**
     * What is taken of a substance in a day.
     *
     * @param sum of what is known; null when this drug's own part is not
     * @param missing why some of it is not known
     */
    record Daily(@Nullable Amount sum, List<Reason> missing) {}

    /** The most in a day over all that is taken of the substance. */
    Daily daily(Party party) {
        Fact<Amount> own = Dosing.daily(party.drug().treatment(), party.ingredient());
        Amount sum = own.value();
        List<Reason> missing = new ArrayList<>(gaps(Part.DRUGS));
        if (own.missing() != null) {
            missing.add(own.missing());
        }
        for (Drug other : of.beside(party.drug())) {
            if (!other.current()) {
                continue;
            }
            if (!other.known()) {
                missing.add(unknown(other));
            } else if (other.treatment().systemic() && has(other, party.ingredient())) {
                Fact<Amount> more = Dosing.daily(other.treatment(), party.ingredient());
                Amount amount = more.value();
                BigDecimal same = amount == null || sum == null ? null : amount.in(sum.unit());
                if (same == null || sum == null) {
                    Reason reason = more.missing();
                    missing.add(
                            reason == null
                                    ? new Reason(Why.DOSE_NOT_COUNTED, "doses in two units cannot be added")
                                    : reason);
                } else {
                    sum = new Amount(sum.value().add(same), sum.unit());
                }
            }
        }
        return new Daily(sum, missing);
    }

    private static boolean has(Drug drug, Ingredient ingredient) {
        return drug.ingredients().stream().anyMatch(each -> each.rxcui().equals(ingredient.rxcui()));
    }

    /** What is above a limit by what is known is above it; what is not may be, as long as something is not known. */
    private Verdict daily(Term.Dosage term, Party party) {
        Daily daily = daily(party);
        Amount sum = daily.sum();
        if (sum == null) {
            return Verdict.unknown(daily.missing());
        }
        Verdict known = amount(Fact.of(sum), term, party);
        boolean more = term.compare() == Compare.ABOVE || term.compare() == Compare.AT_LEAST;
        boolean open = more ? !known.holds() : known.holds();
        return open && !daily.missing().isEmpty() ? Verdict.unknown(daily.missing()) : known;
    }

    private static Verdict amount(Fact<Amount> fact, Term.Dosage term, Party party) {
        Amount amount = fact.value();
        if (amount == null) {
            return missing(fact);
        }
        BigDecimal value = amount.in(term.unit());
        if (value == null) {
            return Verdict.unknown(new Reason(
                    Why.DOSE_NOT_COUNTED,
                    "the dose of " + party.ingredient().tallMan() + " is not in a unit that the rule knows"));
        }
        return Verdict.of(term.compare().holds(value, term.limit()), term.of() + " " + amount);
    }

    private static Verdict number(Fact<BigDecimal> fact, Term.Dosage term) {
        BigDecimal value = fact.value();
        return value == null
                ? missing(fact)
                : Verdict.of(
                        term.compare().holds(value, term.limit()),
                        term.of() + " " + value.stripTrailingZeros().toPlainString());
    }

    private static Verdict route(Term.RouteIs term, Drug drug) {
        Route way = drug.treatment().way();
        if (way == Route.UNTOLD) {
            return Verdict.unknown(new Reason(Why.NO_DOSE, "no route is told for " + Dosing.name(drug.treatment())));
        }
        return Verdict.of(term.routes().contains(way), "route " + way);
    }

    private static Verdict purpose(Term.For term, Drug drug) {
        if (drug.treatment().reasons().isEmpty()) {
            return Verdict.unknown(
                    new Reason(Why.NO_INDICATION, "it is not told what " + Dosing.name(drug.treatment()) + " is for"));
        }
        boolean so = term.conditions().has(drug.treatment().reasons());
        return Verdict.of(so, "for " + term.conditions().id() + " " + so);
    }

    private Verdict age(Term.Age term) {
        Integer months = of.patient.months().orElse(null);
        if (months == null) {
            return Verdict.unknown(new Reason(Why.NO_AGE, "no date of birth is known"));
        }
        boolean holds = term.compare().holds(BigDecimal.valueOf(months), BigDecimal.valueOf(term.months()));
        return Verdict.of(holds, "age " + holds);
    }

    private Verdict weight(Term.Weight term) {
        Fact<BigDecimal> weight = of.body.weight();
        BigDecimal value = weight.value();
        return value == null
                ? missing(weight)
                : Verdict.of(
                        term.compare().holds(value, term.kilograms()),
                        "weight " + value.stripTrailingZeros().toPlainString());
    }

    private Verdict taking(Selector drugs, @Nullable Party a, @Nullable Party b) {
        List<Verdict> each = new ArrayList<>();
        for (Drug other : of.all(a == null ? null : a.drug())) {
            if (!other.current() || (b != null && other.equals(b.drug()))) {
                continue;
            }
            if (!other.known()) {
                each.add(Verdict.unknown(unknown(other)));
            } else if (other.treatment().systemic()
                    && other.ingredients().stream().anyMatch(drugs::has)) {
                each.add(other.doubted() && !doubted ? Verdict.unknown(perhaps(other)) : taken(drugs, other));
            }
        }
        gaps(Part.DRUGS).forEach(gap -> each.add(Verdict.unknown(gap)));
        return Verdict.any(each);
    }

    private static Verdict taken(Selector drugs, Drug drug) {
        return new Verdict(
                Verdict.Truth.TRUE, List.of(), Set.of("taking " + drugs.text()), Set.of(drug.id()), drug.kept());
    }

    private static Reason perhaps(Drug drug) {
        String name = drug.kept()
                ? "a medication that is kept private"
                : drug.treatment().name();
        return new Reason(Why.NOT_KNOWN_TAKEN, "it is not known whether " + name + " is taken");
    }

    static Reason unknown(Drug drug) {
        String name = drug.kept()
                ? "a medication that is kept private"
                : drug.treatment().name();
        return new Reason(Why.UNKNOWN_DRUG, name + " is not in the drug catalogue");
    }

    /** What is not whole of a part. */
    List<Reason> gaps(Part part) {
        return of.patient.gaps(part).stream()
                .map(Gap::words)
                .map(words -> new Reason(Why.NOT_WHOLE, words))
                .toList();
    }

    /** Whether the patient has a condition of a group. */
    Verdict has(ConditionGroup group, boolean everHad) {
        List<Verdict> each = new ArrayList<>();
        for (Condition condition : of.patient.conditions()) {
            if (!condition.active() && !everHad) {
                continue;
            }
            if (condition.codes().isEmpty()) {
                each.add(Verdict.unknown(uncoded(condition)));
            } else if (group.has(condition.codes())) {
                each.add(new Verdict(
                        Verdict.Truth.TRUE,
                        List.of(),
                        Set.of("has " + group.id()),
                        Set.of(condition.id()),
                        condition.kept()));
            }
        }
        gaps(Part.CONDITIONS).forEach(gap -> each.add(Verdict.unknown(gap)));
        return Verdict.any(each);
    }

    static Reason uncoded(Condition condition) {
        String name = condition.kept() ? "a problem that is kept private" : "the problem \"" + condition.name() + "\"";
        return new Reason(Why.UNCODED_CONDITION, name + " has no code");
    }

    static Reason uncoded(Allergy allergy) {
        String name = allergy.kept() ? "an allergy that is kept private" : "the allergy \"" + allergy.name() + "\"";
        return new Reason(Why.UNCODED_ALLERGY, name + " has no code");
    }

    private Verdict lab(Lab lab, Compare compare, BigDecimal limit) {
        Fact<Body.Measured> last = of.body.last(lab);
        Body.Measured measured = last.value();
        if (measured == null) {
            List<Reason> gaps = gaps(Part.RESULTS);
            return gaps.isEmpty() ? missing(last) : Verdict.unknown(gaps);
        }
        Result result = measured.result();
        String fact = lab.id() + " " + result.value() + " on " + result.date();
        return new Verdict(
                compare.holds(measured.value(), limit) ? Verdict.Truth.TRUE : Verdict.Truth.FALSE,
                List.of(),
                Set.of(fact),
                Set.of(),
                result.kept());
    }

    private Verdict kidneys(Equation equation, Compare compare, BigDecimal limit) {
        Fact<Kidneys.Function> by = of.kidneys.by(equation);
        Kidneys.Function function = by.value();
        if (function == null) {
            return missing(by);
        }
        boolean holds = compare.holds(function.value(), limit);
        if (!holds && function.unstable() != null) {
            return Verdict.unknown(function.unstable());
        }
        ConditionGroup dialysis = of.knowledge.conditions().get(Kidneys.DIALYSIS);
        Verdict onDialysis = dialysis == null ? Verdict.TRUE.not() : has(dialysis, false);
        if (!holds && onDialysis.truth() == Verdict.Truth.UNKNOWN) {
            return onDialysis;
        }
        return new Verdict(
                holds ? Verdict.Truth.TRUE : Verdict.Truth.FALSE,
                List.of(),
                Set.of(equation.id() + " " + function.value()),
                Set.of(),
                function.kept());
    }
}
