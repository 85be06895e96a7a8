package org.throughline.care.entry;

import org.throughline.fhir.json.JsonObject;

/**
 * Who enters something.
 *
 * @param reference a Practitioner, PractitionerRole, Patient or RelatedPerson: {@code Practitioner/1}
 * @param display a name for a person to read
 */
public record Author(String reference, String display) {
    /** A Reference. */
    public JsonObject json() {
        return reference(reference, display);
    }

    /** A Reference to something, with a name to read; without one when that is empty. */
    public static JsonObject reference(String to, String display) {
        return JsonObject.builder()
                .add("reference", to)
                .addIfPresent("display", display.isEmpty() ? null : display)
                .build();
    }
}
