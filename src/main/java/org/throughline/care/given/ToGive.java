package org.throughline.care.given;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.drug.Meant;

/**
 * A drug that is ordered to be given here.
 *
 * @param request the id of the MedicationRequest
 * @param patient the Patient's id
 * @param name of the drug
 * @param how it is to be given, in words
 * @param meant what the drug is; null when the catalogue does not know it
 * @param once whether one dose is all of it
 * @param route in words; empty when it is not told
 * @param by who ordered it
 * @param ordered when, as FHIR has it
 * @param missed why it was not given the last time; empty when it was not tried
 * @param earlier the last dose that was given of it; null when none was
 * @param soon before so long after the last dose the next is early; null when there is no next
 * @param resource as it is stored
 */
public record ToGive(
        String request,
        int version,
        String patient,
        String name,
        String how,
        @Nullable Meant meant,
        boolean once,
        String route,
        String by,
        String ordered,
        String missed,
        @Nullable Earlier earlier,
        @Nullable Duration soon,
        JsonObject resource) {
    /**
     * A dose that was given.
     *
     * @param by the name of whoever gave it
     */
    public record Earlier(Instant at, String by) {}

    /** Whether the last dose is so recent that another is likely the same one. */
    public boolean isEarly(Instant now) {
        return earlier != null && soon != null && now.isBefore(earlier.at().plus(soon));
    }
}
