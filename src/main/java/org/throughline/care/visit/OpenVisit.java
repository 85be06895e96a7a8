package org.throughline.care.visit;

import java.time.Instant;
import java.util.List;

/**
 * A visit as it is now.
 *
 * @param id of the Encounter
 * @param version by which a change says what it was made from
 * @param appointment the id of the Appointment that it was made of; empty for none
 * @param practitioner the id of the Practitioner who attends; empty when nobody is named
 * @param room the id of the Location where the patient is; empty when that is no room in particular
 * @param arrived when it began
 * @param since when the present step began
 * @param past the steps before it, the first first
 */
public record OpenVisit(
        String id,
        int version,
        String patient,
        String appointment,
        String practitioner,
        Step step,
        String room,
        String roomName,
        Instant arrived,
        Instant since,
        List<Past> past) {
    public OpenVisit {
        past = List.copyOf(past);
    }

    /** A step that is over. */
    public record Past(Step step, Instant from, Instant to) {}
}
