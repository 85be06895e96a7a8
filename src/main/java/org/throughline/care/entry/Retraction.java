package org.throughline.care.entry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** What was entered in error, as FHIR says it: the entry stays, with a note of who took it back, when and why. */
public final class Retraction {
    private static final String ENTERED_IN_ERROR = "entered-in-error";
    private static final String NOTE = "http://hl7.org/fhir/StructureDefinition/note";

    private Retraction() {}

    /**
     * The resource as it is once it was taken back.
     *
     * @param resource of a type that has a status or verification status for it; without notes, such as an Encounter, of
     *     its own
     */
    public static JsonObject of(JsonObject resource, String reason, @Nullable Author author, Instant now) {
        List<Json> notes = new ArrayList<>(resource.list("note"));
        notes.add(JsonObject.builder()
                .addIfPresent("authorReference", author == null ? null : author.json())
                .add("time", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .add("text", new JsonString("Entered in error: " + reason))
                .build());
        JsonObject noted = resource.with("note", new JsonArray(notes));
        return switch (Concept.text(resource, "resourceType")) {
            case "Goal" -> noted.with("lifecycleStatus", new JsonString(ENTERED_IN_ERROR));
            // A Flag has no notes in R4; the words of R5's element stand as its extension.
            case "Flag" ->
                resource.with("status", new JsonString(ENTERED_IN_ERROR))
                        .with(
                                "extension",
                                extended(resource, noted.objects("note").getLast()));
            case "AllergyIntolerance" -> withoutStatus(noted, "allergyintolerance-verification");
            case "Condition" -> withoutStatus(noted, "condition-ver-status");
            case "Encounter" -> resource.with("status", new JsonString(ENTERED_IN_ERROR));
            default -> noted.with("status", new JsonString(ENTERED_IN_ERROR));
        };
    }

    private static JsonArray extended(JsonObject resource, JsonObject note) {
        List<Json> extensions = new ArrayList<>(resource.list("extension"));
        extensions.add(JsonObject.builder()
                .add("url", NOTE)
                .add("valueAnnotation", note)
                .build());
        return new JsonArray(extensions);
    }

    /** What is in error has no clinical status (rules con-5 and ait-2). */
    private static JsonObject withoutStatus(JsonObject resource, String verification) {
        String system = "http://terminology.hl7.org/CodeSystem/" + verification;
        return resource.without("clinicalStatus").with("verificationStatus", Concept.of(system, ENTERED_IN_ERROR, ""));
    }
}
