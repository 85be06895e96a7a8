package org.throughline.safety.rule;

import java.math.BigDecimal;
import java.util.Set;
import org.throughline.safety.patient.Sex;
import org.throughline.terminology.drug.Route;

/** What must hold for a rule to fire. A value that is not known makes it neither true nor false. */
public sealed interface Term {
    /** What of a dosage is compared. */
    enum Of {
        /** The most at a time. */
        DOSE,
        /** The most in a day, over all that is taken of the substance. */
        DAILY,
        /** Doses in a day on average; a weekly one is a seventh. */
        TIMES,
        /** For how many days. */
        DAYS
    }

    /** A dosage: {@code daily a > 20 mg}, {@code days > 7}. The unit is empty for times and days. */
    record Dosage(Of of, Side side, Compare compare, BigDecimal limit, String unit) implements Term {}

    /** The age in months: {@code age < 6 mo}, {@code age >= 65}. */
    record Age(Compare compare, int months) implements Term {}

    /** The weight in kg: {@code weight < 40}. */
    record Weight(Compare compare, BigDecimal kilograms) implements Term {}

    /** {@code sex female}. */
    record SexIs(Sex sex) implements Term {}

    /** The way in: {@code route a oral, intravenous}. */
    record RouteIs(Side side, Set<Route> routes) implements Term {}

    /** Whether a drug of a group is taken beside: {@code taking nitrates}. */
    record Taking(Selector drugs) implements Term {}

    /** Whether the patient has a condition of a group: {@code has epilepsy}; {@code had} counts resolved ones too. */
    record Has(ConditionGroup conditions, boolean everHad) implements Term {}

    /** What the drug is for: {@code for a gout}. */
    record For(Side side, ConditionGroup conditions) implements Term {}

    /** The last result of a test: {@code lab potassium > 5.5}. */
    record LastResult(Lab lab, Compare compare, BigDecimal limit) implements Term {}

    /** The kidneys' function by an equation: {@code crcl < 30}, {@code egfr < 45}. */
    record Kidneys(Equation equation, Compare compare, BigDecimal limit) implements Term {}

    /** {@code pregnant}; with the first week from which it counts: {@code pregnant 20}. */
    record Pregnant(int fromWeek) implements Term {}

    /** {@code breastfeeding}. */
    record Breastfeeding() implements Term {}

    /** Not so. */
    record Not(Term term) implements Term {}
}
