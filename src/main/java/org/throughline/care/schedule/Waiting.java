package org.throughline.care.schedule;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Somebody who waits for a time to become free.
 *
 * @param id of the Appointment; empty for one that is to be made
 * @param version by which a change says what it was made from
 * @param practitioner the id of the Practitioner; empty for whoever is free first
 * @param from no time before this day helps
 * @param until no time after this day helps
 * @param urgent whether they go before others
 * @param since when they began to wait
 */
public record Waiting(
        String id,
        int version,
        String patient,
        String patientName,
        String practitioner,
        String practitionerName,
        VisitType type,
        LocalDate from,
        LocalDate until,
        String reason,
        boolean urgent,
        Instant since) {

    /** Whether a time that has become free would do. */
    public boolean fits(String freedOf, LocalDate day, int minutes) {
        return (practitioner.isEmpty() || practitioner.equals(freedOf))
                && !day.isBefore(from)
                && !day.isAfter(until)
                && type.minutes() <= minutes;
    }
}
