package org.throughline.safety.patient;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A drug on the patient's list, ours or another prescriber's.
 *
 * @param id what the record knows it by
 * @param stopped the day after which it is no longer taken; null while it is (also while it is held)
 * @param kept whether the patient keeps it private: it is checked, and not named to who may not see it
 * @param doubted whether it is perhaps not taken: the patient says so of a prescription that still stands, or nobody knows.
 *     It counts wherever it speaks against something, and is not relied on where it would speak for it
 */
public record Taken(
        String id, Treatment treatment, @Nullable LocalDate stopped, boolean kept, boolean doubted) {
    public Taken(String id, Treatment treatment, @Nullable LocalDate stopped, boolean kept) {
        this(id, treatment, stopped, kept, false);
    }

    /** Whether it was stopped on or before a day. */
    public boolean over(LocalDate today) {
        LocalDate end = stopped == null ? treatment.until() : stopped;
        return end != null && end.isBefore(today);
    }

    /** The last day on which it was taken; null when that is not past. */
    public @Nullable LocalDate last(LocalDate today) {
        return over(today) ? (stopped == null ? treatment.until() : stopped) : null;
    }
}
