package org.throughline.care.result;

import java.time.Instant;
import java.util.Objects;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** That somebody looked at a report, as it lies in the record: a Task that is done, of that report. Pure. */
final class LookResource {
    static final String CODE = "acknowledge-result";
    private static final String OWN = "urn:throughline:code";

    private LookResource() {}

    /** @param by a Reference; without one to somebody in the directory it is told by name alone */
    static JsonObject create(String patient, String report, int version, JsonObject by, String comment, Instant now) {
        String time = ReportResource.time(now);
        JsonObject.Builder task = JsonObject.builder()
                .add("resourceType", "Task")
                .add("status", "completed")
                .add("intent", "order")
                .add("code", Concept.of(OWN, CODE, "Result acknowledged"))
                .add("description", "Result acknowledged")
                .add("focus", Author.reference("DiagnosticReport/" + report, ""))
                .add("for", Author.reference("Patient/" + patient, ""))
                .add("authoredOn", time)
                .add("lastModified", time)
                .add("requester", by)
                .add("owner", by)
                .add(
                        "input",
                        JsonArray.of(JsonObject.builder()
                                .add("type", JsonObject.of("text", new JsonString("Version of the report")))
                                .add("valuePositiveInt", JsonNumber.of(version))
                                .build()));
        if (!comment.isBlank()) {
            task.add("note", JsonArray.of(JsonObject.of("text", new JsonString(comment.strip()))));
        }
        return task.build();
    }

    static Report.Look read(JsonObject task) {
        JsonObject owner = Objects.requireNonNullElse(task.object("owner"), JsonObject.EMPTY);
        return new Report.Look(
                Concept.text(owner, "display"),
                ReportReader.moment(Concept.text(task, "authoredOn")),
                task.objects("note").stream()
                        .map(note -> Concept.text(note, "text"))
                        .findFirst()
                        .orElse(""),
                task.objects("input").stream()
                        .map(input -> input.get("valuePositiveInt"))
                        .filter(JsonNumber.class::isInstance)
                        .map(number -> ((JsonNumber) number).decimal().intValue())
                        .findFirst()
                        .orElse(0));
    }
}
