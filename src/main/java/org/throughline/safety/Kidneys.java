package org.throughline.safety;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Result;
import org.throughline.safety.patient.Sex;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.rule.ConditionGroup;
import org.throughline.safety.rule.Equation;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.Lab;

/** The function of a patient's kidneys, from the last creatinine of 12 months. On dialysis it is 0. */
final class Kidneys {
    private static final String CREATININE = "creatinine";
    private static final String EGFR = "egfr";
    static final String DIALYSIS = "dialysis";
    private static final int ADULT = 18;
    private static final BigDecimal SUDDEN_RISE = new BigDecimal("0.3");
    private static final BigDecimal RISE = new BigDecimal("1.5");

    private final Snapshot patient;
    private final Body body;
    private final @Nullable Lab creatinine;
    private final @Nullable Lab reported;
    private final boolean dialysis;

    Kidneys(Snapshot patient, Body body, Knowledge knowledge) {
        this.patient = patient;
        this.body = body;
        this.creatinine = knowledge.labs().get(CREATININE);
        this.reported = knowledge.labs().get(EGFR);
        ConditionGroup group = knowledge.conditions().get(DIALYSIS);
        this.dialysis = group != null
                && patient.conditions().stream().anyMatch(each -> each.active() && group.has(each.codes()));
    }

    /** The function by an equation, in its unit. */
    Fact<Function> by(Equation equation) {
        if (dialysis) {
            return Fact.of(new Function(BigDecimal.ZERO, "on dialysis", null, false));
        }
        Integer years = patient.years().orElse(null);
        if (years == null) {
            return Fact.missing(Why.NO_AGE, "no date of birth is known");
        }
        if (creatinine == null) {
            return Fact.missing(Why.NO_RESULT, "no creatinine is known");
        }
        Fact<Body.Measured> last = body.last(creatinine);
        Body.Measured measured = last.value();
        if (measured == null) {
            return equation == Equation.EGFR && years >= ADULT ? reported(last) : again(last);
        }
        Fact<Double> value = calculate(equation, measured.value().doubleValue(), years);
        Double told = value.value();
        if (told == null) {
            return again(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(told).setScale(0, RoundingMode.HALF_UP);
        String words = years < ADULT ? "eGFR (bedside Schwartz)" : equation.words();
        return Fact.of(new Function(
                rounded,
                words,
                unstable(creatinine, measured.result()),
                measured.result().kept()));
    }

    /** A laboratory's own eGFR, where there is no creatinine to calculate it from. */
    private Fact<Function> reported(Fact<Body.Measured> noCreatinine) {
        Body.Measured told = reported == null ? null : body.last(reported).value();
        return told == null
                ? again(noCreatinine)
                : Fact.of(new Function(
                        told.value(), "eGFR as reported", null, told.result().kept()));
    }

    private static <T> Fact<T> again(Fact<?> missing) {
        Reason reason = missing.missing();
        return Fact.missing(reason == null ? new Reason(Why.NO_RESULT, "no creatinine is known") : reason);
    }

    private Fact<Double> calculate(Equation equation, double scr, int years) {
        Fact<BigDecimal> height = body.height();
        BigDecimal tall = height.value();
        if (years < ADULT) {
            return tall == null ? again(height) : Fact.of(Renal.schwartz(scr, tall.doubleValue()));
        }
        if (patient.sex() == null) {
            return Fact.missing(Why.NO_SEX, "no sex is known");
        }
        boolean female = patient.sex() == Sex.FEMALE;
        if (equation == Equation.EGFR) {
            return Fact.of(Renal.ckdEpi(scr, years, female));
        }
        Fact<BigDecimal> weight = body.weight();
        BigDecimal heavy = weight.value();
        if (heavy == null) {
            return again(weight);
        }
        double kilograms = heavy.doubleValue();
        if (equation == Equation.CRCL_ACTUAL) {
            return Fact.of(Renal.cockcroftGault(scr, years, female, kilograms));
        }
        if (tall == null) {
            return again(height);
        }
        double centimeters = tall.doubleValue();
        return Fact.of(
                equation == Equation.CRCL
                        ? Renal.cockcroftGault(scr, years, female, Renal.dosingWeight(kilograms, centimeters, female))
                        : Renal.absolute(Renal.ckdEpi(scr, years, female), kilograms, centimeters));
    }

    /**
     * Whether the last creatinine stands apart from those before: 0.3 mg/dL more or less than one of the two days before,
     * or 1.5 times or two thirds of one of the seven days before.
     *
     * @see <a href="https://kdigo.org/guidelines/acute-kidney-injury/">KDIGO 2012, acute kidney injury</a>
     */
    private @Nullable Reason unstable(Lab lab, Result last) {
        BigDecimal now = Body.inRulesUnit(lab, last);
        List<Result> before = body.results(lab);
        Optional<Result> apart = before.stream()
                .filter(each -> !each.equals(last) && now != null && apart(lab, each, last, now))
                .findFirst();
        return apart.map(each -> new Reason(
                        Why.UNSTABLE_CREATININE,
                        "creatinine is changing (last on " + ShownDay.of(last.date())
                                + "): no equation tells the kidneys' function now"))
                .orElse(null);
    }

    private static boolean apart(Lab lab, Result before, Result last, BigDecimal now) {
        BigDecimal then = Body.inRulesUnit(lab, before);
        long days = ChronoUnit.DAYS.between(before.date(), last.date());
        if (then == null || days > 7) {
            return false;
        }
        BigDecimal difference = now.subtract(then).abs();
        BigDecimal more = now.max(then);
        BigDecimal less = now.min(then);
        return (days <= 2 && difference.compareTo(SUDDEN_RISE) >= 0) || more.compareTo(less.multiply(RISE)) >= 0;
    }

    /**
     * The function of the kidneys.
     *
     * @param words by what it is told
     * @param unstable why it is not to be relied on; null when it is
     */
    record Function(
            BigDecimal value, String words, @Nullable Reason unstable, boolean kept) {}
}
