package org.throughline.safety;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Result;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.rule.Amount;
import org.throughline.safety.rule.Lab;

/**
 * What was measured of a patient, as long as it counts. A weight counts for 7 days below 3 months of age, 30 days below 2
 * years, 90 days below 12, 180 days below 18, and 12 months in adults; a height as long in children, and for ever in adults.
 */
final class Body {
    private static final int ADULT_MONTHS = 18 * 12;

    private final Snapshot patient;

    Body(Snapshot patient) {
        this.patient = patient;
    }

    /** In kg. */
    Fact<BigDecimal> weight() {
        return measured(
                Result.WEIGHT,
                "kg",
                "weight",
                Why.NO_WEIGHT,
                patient.months().map(Body::days).orElse(365));
    }

    /** In cm. */
    Fact<BigDecimal> height() {
        boolean adult = patient.months().map(each -> each >= ADULT_MONTHS).orElse(false);
        int days = adult ? Integer.MAX_VALUE : patient.months().map(Body::days).orElse(365);
        return measured(Result.HEIGHT, "cm", "height", Why.NO_HEIGHT, days);
    }

    private static int days(int months) {
        if (months < 3) {
            return 7;
        }
        if (months < 24) {
            return 30;
        }
        if (months < 12 * 12) {
            return 90;
        }
        return months < ADULT_MONTHS ? 180 : 365;
    }

    private Fact<BigDecimal> measured(String loinc, String unit, String name, Why none, int days) {
        Optional<Result> last = patient.results().stream()
                .filter(each -> each.loinc().equals(loinc) && each.value() != null)
                .max(Comparator.comparing(Result::date).thenComparing(each -> String.valueOf(each.value())));
        if (last.isEmpty()) {
            return Fact.missing(none, "no " + name + " is known");
        }
        if (age(last.get()) > days) {
            Why why = none == Why.NO_WEIGHT ? Why.OLD_WEIGHT : none;
            return Fact.missing(
                    why, "the last " + name + " is older than " + (days == 365 ? "12 months" : days + " days"));
        }
        BigDecimal value = value(last.get(), unit);
        return value == null
                ? Fact.missing(none, "the last " + name + " has a unit that is not known")
                : Fact.of(value);
    }

    private static @Nullable BigDecimal value(Result result, String unit) {
        BigDecimal value = result.value();
        String given = result.unit();
        return value == null || given == null ? null : new Amount(value, given).in(unit);
    }

    private long age(Result result) {
        return ChronoUnit.DAYS.between(result.date(), patient.today());
    }

    /** The results of a test that count, the latest first. */
    List<Result> results(Lab lab) {
        return patient.results().stream()
                .filter(each -> lab.loincs().contains(each.loinc()))
                .filter(each -> each.value() != null && each.unit() != null)
                .filter(each -> age(each) <= lab.days() && !each.date().isAfter(patient.today()))
                .sorted(Comparator.comparing(Result::date)
                        .reversed()
                        .thenComparing(each -> String.valueOf(each.value())))
                .toList();
    }

    /** The last result of a test in the rules' unit. */
    Fact<Measured> last(Lab lab) {
        List<Result> results = results(lab);
        if (results.isEmpty()) {
            boolean old =
                    patient.results().stream().anyMatch(each -> lab.loincs().contains(each.loinc()));
            String since = lab.days() == 365 ? "12 months" : lab.days() + " days";
            return Fact.missing(old ? Why.OLD_RESULT : Why.NO_RESULT, "no " + lab.name() + " in the last " + since);
        }
        Result last = results.getFirst();
        BigDecimal value = inRulesUnit(lab, last);
        return value == null
                ? Fact.missing(Why.NO_RESULT, "the last " + lab.name() + " has a unit that is not known")
                : Fact.of(new Measured(value, last));
    }

    static @Nullable BigDecimal inRulesUnit(Lab lab, Result result) {
        BigDecimal value = result.value();
        String unit = result.unit();
        return value == null || unit == null ? null : lab.value(value, unit);
    }

    /** A result in the rules' unit. */
    record Measured(BigDecimal value, Result result) {}
}
