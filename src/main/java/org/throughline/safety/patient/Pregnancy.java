package org.throughline.safety.patient;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the patient is pregnant, as it was last said.
 *
 * @param answer null when nobody asked
 * @param asked the day of that answer
 * @param due when the child is expected; null when not known
 */
public record Pregnancy(
        @Nullable Boolean answer,
        @Nullable LocalDate asked,
        @Nullable LocalDate due) {
    /** Nobody asked. */
    public static final Pregnancy UNKNOWN = new Pregnancy(null, null, null);
}
