package org.throughline.terminology.lab;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is usual of a test at an age, in the test's unit. A bound that is null is none.
 *
 * @param sex whom it holds for; null for all
 * @param from the age from which it holds
 * @param before the age before which it holds; null for ever
 * @param low what is less is low
 * @param high what is more is high
 * @param criticalLow what is this or less is critical
 * @param criticalHigh what is this or more is critical
 * @param source where the bounds come from
 */
public record Range(
        @Nullable Sex sex,
        Period from,
        @Nullable Period before,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        @Nullable BigDecimal criticalLow,
        @Nullable BigDecimal criticalHigh,
        String source) {

    /** Whose body it is of: sex for clinical use, as laboratories give their ranges. */
    public enum Sex {
        FEMALE,
        MALE
    }

    boolean holds(LocalDate birth, LocalDate day, @Nullable Sex whose) {
        return (sex == null || sex == whose)
                && !day.isBefore(birth.plus(from))
                && (before == null || day.isBefore(birth.plus(before)));
    }

    /** What is to be said of a value. */
    public Flag flag(BigDecimal value) {
        if (criticalLow != null && value.compareTo(criticalLow) <= 0) {
            return Flag.CRITICAL_LOW;
        }
        if (criticalHigh != null && value.compareTo(criticalHigh) >= 0) {
            return Flag.CRITICAL_HIGH;
        }
        if (low != null && value.compareTo(low) < 0) {
            return Flag.LOW;
        }
        return high != null && value.compareTo(high) > 0 ? Flag.HIGH : Flag.NORMAL;
    }

    /** What is to be said of "less than this"; nothing when it can be normal or not. */
    public Optional<Flag> flagBelow(BigDecimal limit) {
        if (criticalLow != null && limit.compareTo(criticalLow) <= 0) {
            return Optional.of(Flag.CRITICAL_LOW);
        }
        if (low != null) {
            return limit.compareTo(low) <= 0 ? Optional.of(Flag.OFF_LOW) : Optional.empty();
        }
        return high != null && limit.compareTo(high) <= 0 ? Optional.of(Flag.NORMAL) : Optional.empty();
    }

    /** What is to be said of "more than this"; nothing when it can be normal or not. */
    public Optional<Flag> flagAbove(BigDecimal limit) {
        if (criticalHigh != null && limit.compareTo(criticalHigh) >= 0) {
            return Optional.of(Flag.CRITICAL_HIGH);
        }
        if (high != null) {
            return limit.compareTo(high) >= 0 ? Optional.of(Flag.OFF_HIGH) : Optional.empty();
        }
        return low != null && limit.compareTo(low) >= 0 ? Optional.of(Flag.NORMAL) : Optional.empty();
    }

    /** The usual bounds as people write them: "136–145", "up to 99", "60 or more"; empty without bounds. */
    public String text() {
        if (low != null && high != null) {
            return low.toPlainString() + "–" + high.toPlainString();
        }
        if (high != null) {
            return "up to " + high.toPlainString();
        }
        return low != null ? low.toPlainString() + " or more" : "";
    }
}
