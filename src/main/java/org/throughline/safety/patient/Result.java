package org.throughline.safety.patient;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A result of a test or a measurement, weight and height among them.
 *
 * @param loinc its LOINC code
 * @param value null when it is no number
 * @param unit a UCUM code; null without a value
 * @param date the day on which the specimen was taken or it was measured
 * @param kept whether the patient keeps it private
 */
public record Result(
        String loinc, @Nullable BigDecimal value, @Nullable String unit, LocalDate date, boolean kept) {
    /** Body weight. */
    public static final String WEIGHT = "29463-7";
    /** Body height. */
    public static final String HEIGHT = "8302-2";
}
