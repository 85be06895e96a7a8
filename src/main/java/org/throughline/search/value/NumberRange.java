package org.throughline.search.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A decimal in a query with the range that its precision means: {@code 5.40} is [5.395, 5.405), {@code 1e2} is
 * [50, 150).
 *
 * @param value the decimal itself
 * @param low first value of the range
 * @param high first value after the range
 * @see <a href="https://hl7.org/fhir/R4/search.html#number">Number search</a>
 */
public record NumberRange(BigDecimal value, BigDecimal low, BigDecimal high) {
    private static final int LENGTH = 40;
    private static final int SCALE = 330;
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    /** Reads a decimal; null when the text is none or is beyond the range of a double. */
    public static @Nullable NumberRange parse(String text) {
        if (text.isEmpty() || text.length() > LENGTH || !text.chars().allMatch(NumberRange::mayStandInNumber)) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) > SCALE || !Double.isFinite(value.doubleValue())) {
                return null;
            }
            BigDecimal half = HALF.scaleByPowerOfTen(-value.scale());
            return new NumberRange(value, value.subtract(half), value.add(half));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static boolean mayStandInNumber(int c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }

    /** The range of {@code ap}: a tenth of the value to each side. */
    public NumberRange approximately() {
        BigDecimal tenth = value.abs().multiply(TENTH);
        return new NumberRange(value, value.subtract(tenth), value.add(tenth));
    }

    /** All three multiplied and moved, as for another unit. */
    public NumberRange in(Units.Canonical unit) {
        return new NumberRange(unit.apply(value), unit.apply(low), unit.apply(high));
    }
}
