package org.throughline.immunization.schedule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days from {@code from} to {@code to}; null is open. */
public record Dates(@Nullable LocalDate from, @Nullable LocalDate to) {

    /** True from {@code from} to {@code to}, both included (an effective and a cessation date, rules RELEVANT-1 and 2). */
    public boolean holdsOn(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
    }

    /** True on or after {@code from} and before {@code to} (rule CONDSKIP-1). */
    public boolean spans(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (to == null || date.isBefore(to));
    }
}
