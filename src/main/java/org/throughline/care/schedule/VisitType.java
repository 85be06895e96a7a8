package org.throughline.care.schedule;

import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * What a visit can be for.
 *
 * @param code stays what it is when the name is changed
 * @param beside whether it may be booked over another appointment, where the provider takes several at once
 * @param offered whether it is offered when booking; past appointments keep it
 */
public record VisitType(String code, String name, int minutes, Tone tone, boolean beside, boolean offered) {
    /** The code system of all of them. */
    public static final String SYSTEM = "urn:throughline:visit-types";

    /** A CodeableConcept. */
    public JsonObject concept() {
        return Parts.concept(SYSTEM, code, name);
    }
}
