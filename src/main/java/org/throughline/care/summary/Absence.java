package org.throughline.care.summary;

import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What stands in a section that must not be empty when there is nothing: that there is no information, which never means
 * that there is nothing to know. Pure.
 *
 * @see <a href="https://hl7.org/fhir/uv/ips/STU1.1/CodeSystem-absent-unknown-uv-ips.html">Absent and unknown data</a>
 */
enum Absence {
    PROBLEMS("Condition", "no-problem-info", "No information about problems", "unknown"),
    ALLERGIES("AllergyIntolerance", "no-allergy-info", "No information about allergies", "not-asked"),
    MEDICATIONS("MedicationStatement", "no-medication-info", "No information about medications", "unknown");

    static final String SYSTEM = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

    private final String type;
    private final String code;
    private final String display;
    private final String reason;

    Absence(String type, String code, String display, String reason) {
        this.type = type;
        this.code = code;
        this.display = display;
        this.reason = reason;
    }

    /** @param masked whether the caller may not see such entries, so that nothing is told of whether there are any */
    String words(boolean masked) {
        return display
                + (masked
                        ? ": whoever asked for this summary may not see it."
                        : reason.equals("not-asked")
                                ? ": nobody is recorded to have asked."
                                : ": nothing is recorded.");
    }

    /** The resource. */
    JsonObject resource(String id, JsonObject patient, boolean masked) {
        JsonObject.Builder resource =
                JsonObject.builder().add("resourceType", type).add("id", id);
        return switch (this) {
            case PROBLEMS ->
                resource.add("clinicalStatus", active("condition-clinical"))
                        .add("code", code(masked))
                        .add("subject", patient)
                        .build();
            case ALLERGIES ->
                resource.add("clinicalStatus", active("allergyintolerance-clinical"))
                        .add("code", code(masked))
                        .add("patient", patient)
                        .build();
            case MEDICATIONS ->
                Timed.of(resource.add("status", "unknown")
                        .add("medicationCodeableConcept", code(masked))
                        .add("subject", patient)
                        .build());
        };
    }

    private JsonObject code(boolean masked) {
        JsonObject coding = JsonObject.builder()
                .add("system", SYSTEM)
                .add("code", code)
                .add("display", display)
                .build();
        return JsonObject.builder()
                .add("extension", JsonArray.of(Timed.absent(masked ? "masked" : reason)))
                .add("coding", JsonArray.of(coding))
                .add("text", words(masked))
                .build();
    }

    private static JsonObject active(String system) {
        JsonObject coding = JsonObject.builder()
                .add("system", "http://terminology.hl7.org/CodeSystem/" + system)
                .add("code", new JsonString("active"))
                .build();
        return JsonObject.of("coding", JsonArray.of(coding));
    }
}
