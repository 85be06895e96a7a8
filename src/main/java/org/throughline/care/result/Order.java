package org.throughline.care.result;

import java.util.Objects;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;

/**
 * A test that was ordered.
 *
 * @param id of the ServiceRequest
 * @param version that was looked at
 * @param patient the Patient's id
 * @param code what was ordered
 * @param requester the Reference of whoever ordered it; empty when nobody is named
 * @param ordered when, as FHIR has it
 */
public record Order(String id, int version, String patient, Concept code, JsonObject requester, String ordered) {

    static Order of(JsonObject request) {
        JsonObject meta = Objects.requireNonNullElse(request.object("meta"), JsonObject.EMPTY);
        JsonObject subject = Objects.requireNonNullElse(request.object("subject"), JsonObject.EMPTY);
        String version = Concept.text(meta, "versionId");
        return new Order(
                Concept.text(request, "id"),
                version.isEmpty() ? 1 : Integer.parseInt(version),
                Concept.text(subject, "reference").replaceFirst("^Patient/", ""),
                Concept.of(request.object("code")),
                Objects.requireNonNullElse(request.object("requester"), JsonObject.EMPTY),
                Concept.text(request, "authoredOn"));
    }

    /** Whether somebody of the directory ordered it. */
    boolean hasRequester() {
        return Concept.text(requester, "reference").startsWith("Practitioner");
    }
}
