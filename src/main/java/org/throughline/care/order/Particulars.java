package org.throughline.care.order;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What any order says beside what it orders.
 *
 * @param start the day from which on it is to be done; null for at once
 * @param note to whoever does it; empty for nothing
 */
public record Particulars(
        Urgency urgency, List<Reason> reasons, @Nullable LocalDate start, String note) {
    public static final Particulars PLAIN = new Particulars(Urgency.ROUTINE, List.of(), null, "");

    public Particulars {
        reasons = List.copyOf(reasons);
    }
}
