package org.throughline.audit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the trail are wanted.
 *
 * @param from the earliest time; null for any
 * @param until the first time that is too late; null for any
 * @param patient the address of a patient about whom something was disclosed; null for any
 * @param former addresses of the records that were merged into the patient's: what is about one of them is about the patient
 * @param agent the id or display name of who asked; null for any
 * @param count how many at most
 * @param before only entries with a lower number, for the next page; {@link Long#MAX_VALUE} for the first
 */
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Long patient,
        Set<Long> former,
        @Nullable String agent,
        int count,
        long before) {
    public AuditQuery {
        former = Set.copyOf(former);
    }

    public AuditQuery(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long patient,
            @Nullable String agent,
            int count,
            long before) {
        this(from, until, patient, Set.of(), agent, count, before);
    }

    /** The same from there on. */
    public AuditQuery before(long number) {
        return new AuditQuery(from, until, patient, former, agent, count, number);
    }

    /** The same, of a patient with the records that were merged into theirs. */
    public AuditQuery with(Set<Long> merged) {
        return new AuditQuery(from, until, patient, merged, agent, count, before);
    }
}
