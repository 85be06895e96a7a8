package org.throughline.audit;

import java.time.Instant;
import java.util.Set;

/**
 * One access to the record.
 *
 * @param at when it was asked
 * @param agent who asked: the caller's id
 * @param agentDisplay who asked, for a person to read
 * @param type the number of the resource type; 0 for none
 * @param resource the address of the resource asked for by id; 0 for none
 * @param target what was asked for: {@code Patient/1}, {@code Observation?code=…}; cut to 1,000 characters
 * @param status the HTTP status of the answer
 * @param patients the addresses of all patients about whom something was disclosed or changed
 */
public record Access(
        Instant at,
        String agent,
        String agentDisplay,
        Action action,
        int type,
        long resource,
        String target,
        int status,
        Set<Long> patients) {
    private static final int LONGEST_TARGET = 1000;

    public Access {
        patients = Set.copyOf(patients);
        target = target.length() > LONGEST_TARGET ? target.substring(0, LONGEST_TARGET) : target;
    }
}
