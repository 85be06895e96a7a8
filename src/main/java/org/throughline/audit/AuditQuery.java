package org.throughline.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the trail are wanted.
 *
 * @param from the earliest time; null for any
 * @param until the first time that is too late; null for any
 * @param patient the address of a patient about whom something was disclosed; null for any
 * @param agent the id or display name of who asked; null for any
 * @param count how many at most
 * @param before only entries with a lower number, for the next page; {@link Long#MAX_VALUE} for the first
 */
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Long patient,
        @Nullable String agent,
        int count,
        long before) {

    /** The same from there on. */
    public AuditQuery before(long number) {
        return new AuditQuery(from, until, patient, agent, count, number);
    }
}
