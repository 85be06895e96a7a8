package org.throughline.immunization.schedule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Ages from {@code begin} (included) to {@code end} (not included); null is open. */
public record AgeRange(@Nullable Span begin, @Nullable Span end) {

    /** True when one who was born on {@code birth} is of such an age on {@code date}. */
    public boolean contains(LocalDate birth, LocalDate date) {
        return (begin == null || !date.isBefore(begin.after(birth)))
                && (end == null || date.isBefore(end.after(birth)));
    }
}
