package org.throughline.care.visit;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/**
 * Somebody who comes to be seen.
 *
 * @param patient the id of the Patient
 * @param practitioner the id of the Practitioner to be seen; empty for nobody in particular
 * @param site the id of the Organization where; empty for none
 * @param appointment the id of the Appointment, or its {@code urn:uuid} in the same transaction; empty for none
 * @param type what the visit is for, a CodeableConcept; null when nothing is said
 * @param reason in the patient's words; empty for none
 * @param at when they came
 * @param zone in whose time that is written
 */
public record Arrival(
        String patient,
        String patientName,
        String practitioner,
        String practitionerName,
        String site,
        String appointment,
        @Nullable JsonObject type,
        String reason,
        Instant at,
        ZoneId zone) {}
