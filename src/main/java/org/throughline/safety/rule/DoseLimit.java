package org.throughline.safety.rule;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Route;

/**
 * The most of a substance that is given; what is null is not limited.
 *
 * @param routes the ways in for which it holds; empty for every way by which it acts in the whole body
 * @param fromMonths the age from which it holds
 * @param toMonths the age before which it holds
 * @param purpose what the drug must be for; null for whatever it is for
 * @param unit the UCUM code of all amounts
 * @param perDose at a time
 * @param perDay in a day
 * @param perDoseAndKilogram at a time for each kg of weight
 * @param perDayAndKilogram in a day for each kg of weight
 * @param usual the least that is usual at a time: a fifth of it and less looks like a slipped point
 * @param danger from how many times the limit on it is a danger and not only shown; 1 for whatever is above
 */
public record DoseLimit(
        Rule rule,
        Selector drugs,
        Set<Route> routes,
        int fromMonths,
        int toMonths,
        @Nullable ConditionGroup purpose,
        String unit,
        @Nullable BigDecimal perDose,
        @Nullable BigDecimal perDay,
        @Nullable BigDecimal perDoseAndKilogram,
        @Nullable BigDecimal perDayAndKilogram,
        @Nullable BigDecimal usual,
        BigDecimal danger) {
    public DoseLimit {
        routes = Set.copyOf(routes);
    }

    /** Whether it holds at an age. */
    public boolean holdsAt(int months) {
        return fromMonths <= months && months < toMonths;
    }

    /** Whether it needs the weight. */
    public boolean byWeight() {
        return perDoseAndKilogram != null || perDayAndKilogram != null;
    }
}
