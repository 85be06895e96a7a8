package org.throughline.care.reconcile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;

/**
 * A decision about what another record says, as a Task that is over: {@code completed} when ours was changed by it,
 * {@code rejected} when ours was kept. It is no part of what members are given, since it tells who else holds something.
 * Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/task.html">Task</a>
 */
final class DecisionResource {
    /** By which decisions are found. */
    static final Coding CODE =
            new Coding("urn:throughline:code", "told-elsewhere", "Decided about what another record says");

    /** By which the one about an entry is found: what it said, see {@link Told#content()}. */
    static final String CONTENT = "urn:throughline:told";

    private DecisionResource() {}

    /** @param decided who decides, a Reference */
    static JsonObject of(String patient, Told<?> told, boolean updated, JsonObject decided, Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return JsonObject.builder()
                .add("resourceType", "Task")
                .add(
                        "identifier",
                        JsonArray.of(JsonObject.builder()
                                .add("system", CONTENT)
                                .add("value", told.content())
                                .build()))
                .add("status", updated ? "completed" : "rejected")
                .add("intent", "plan")
                .add("code", Parts.concept(CODE.system(), CODE.code(), CODE.display()))
                .add("description", told.name() + (told.detail().isEmpty() ? "" : ": " + told.detail()))
                .add("focus", Author.reference(told.address(), told.holder()))
                .add("for", Parts.reference("Patient", patient, ""))
                .add("authoredOn", time)
                .add("lastModified", time)
                .add("requester", decided)
                .add(
                        "statusReason",
                        JsonObject.of("text", new JsonString(updated ? "Ours was changed" : "Ours was kept")))
                .build();
    }

    static Decision read(JsonObject task) {
        return new Decision(
                Parts.text(task, "status").equals("completed"),
                Parts.text(task.object("requester"), "display"),
                Parts.text(task, "authoredOn"));
    }

    static String content(JsonObject task) {
        return task.objects("identifier").stream()
                .filter(each -> CONTENT.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }
}
