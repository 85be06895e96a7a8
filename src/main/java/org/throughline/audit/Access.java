package org.throughline.audit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Purpose;

/**
 * One access to the record.
 *
 * @param at when it was asked
 * @param agent who asked
 * @param type the number of the resource type; 0 for none
 * @param target what was asked for: {@code Patient/1}, {@code Observation?code=…}; cut to 1,000 characters
 * @param status the HTTP status of the answer
 * @param patients the addresses of all patients about whom something was disclosed or changed
 * @param purpose why; null when that is not known
 */
public record Access(
        Instant at,
        Agent agent,
        Action action,
        int type,
        String target,
        int status,
        Set<Long> patients,
        @Nullable Purpose purpose) {
    private static final int LONGEST_TARGET = 1000;

    /** An access of a caller, for the caller's purpose. */
    public static Access of(
            Instant at, Caller caller, Action action, int type, String target, int status, Set<Long> patients) {
        return new Access(at, Agent.of(caller), action, type, target, status, patients, caller.purpose());
    }

    public Access {
        patients = Set.copyOf(patients);
        target = target.length() > LONGEST_TARGET ? target.substring(0, LONGEST_TARGET) : target;
    }
}
