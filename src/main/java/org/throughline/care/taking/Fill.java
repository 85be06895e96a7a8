package org.throughline.care.taking;

import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a pharmacy dispensed last of a prescription.
 *
 * @param on the day; null when nothing is known to have been dispensed
 * @param until the last day for which it lasts when it is taken as prescribed; null when that cannot be said
 */
public record Fill(@Nullable LocalDate on, @Nullable LocalDate until) {
    private static final int GRACE_DAYS = 7;

    /** That others were filled, and this was not. */
    static final Fill NEVER = new Fill(null, null);

    /** Whether it should have been filled again by now, a week of grace given. */
    public boolean late(LocalDate today) {
        return until != null && until.plusDays(GRACE_DAYS).isBefore(today);
    }

    /**
     * In words, for people.
     *
     * @param date shows a FHIR date
     */
    public String words(LocalDate today, UnaryOperator<String> date) {
        if (on == null) {
            return "No fill is known";
        }
        String filled = "Last filled " + date.apply(on.toString());
        String lasts = until == null ? "" : ", lasts to " + date.apply(until.toString());
        return filled + lasts + (late(today) ? ": late" : "");
    }
}
