package org.throughline.terminology.vital;

import java.math.BigDecimal;

/**
 * Which values of a vital sign can be right from one age to another, in the unit in which it is stored.
 *
 * @param fromMonths the age in completed months from which it holds
 * @param toMonths the age before which it holds; {@link Integer#MAX_VALUE} for ever
 * @param refuseBelow what is less is refused
 * @param askBelow what is less is asked about
 * @param askAbove what is more is asked about
 * @param refuseAbove what is more is refused
 * @param source where the bounds of the question come from
 */
public record Limit(
        Vital vital,
        int fromMonths,
        int toMonths,
        BigDecimal refuseBelow,
        BigDecimal askBelow,
        BigDecimal askAbove,
        BigDecimal refuseAbove,
        String source) {
    public Limit {
        if (fromMonths >= toMonths
                || refuseBelow.compareTo(askBelow) > 0
                || askBelow.compareTo(askAbove) > 0
                || askAbove.compareTo(refuseAbove) > 0) {
            throw new IllegalArgumentException("the bounds of " + vital + " are not in order");
        }
    }

    boolean holdsAt(int months) {
        return fromMonths <= months && months < toMonths;
    }

    boolean isUsual(BigDecimal value) {
        return value.compareTo(askBelow) >= 0 && value.compareTo(askAbove) <= 0;
    }

    boolean isPossible(BigDecimal value) {
        return value.compareTo(refuseBelow) >= 0 && value.compareTo(refuseAbove) <= 0;
    }
}
