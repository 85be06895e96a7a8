package org.throughline.care.prescription;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What a pharmacy asks of whoever prescribed: a renewal or a change, a Task of the prescriber.
 *
 * @param id of the Task
 * @param order the id of the MedicationRequest that it is about
 * @param renewal whether it is the same again
 * @param words what the pharmacy says
 * @param pharmacy its name
 */
public record Asked(String id, int version, String order, boolean renewal, String words, String pharmacy) {
    static final String CODES = "urn:throughline:code";

    /** The Task. */
    static JsonObject task(Message message, Exchange exchange, JsonObject request, Instant now) {
        boolean renewal = message.event() == Event.RENEWAL_REQUEST;
        JsonObject requester = request.object("requester");
        // Who sees a list of tasks need not see what is marked as sensitive.
        JsonObject meta = request.object("meta");
        boolean marked = meta != null && !meta.list("security").isEmpty();
        String drug = marked ? "" : ": " + Prescription.of(request).drug();
        JsonObject.Builder task = JsonObject.builder()
                .add("resourceType", "Task")
                .add("identifier", JsonArray.of(Message.identifier(Message.REQUEST, message.request())))
                .add("status", "requested")
                .add("intent", "order")
                .add("code", Parts.concept(CODES, message.event().code(), renewal ? "Renewal asked" : "Change asked"))
                .add("description", (renewal ? "Renewal asked" : "Change asked") + drug)
                .add("focus", JsonObject.of("reference", new JsonString(exchange.order())))
                .add("for", Parts.reference("Patient", exchange.patient(), ""))
                .add("authoredOn", now.truncatedTo(ChronoUnit.MILLIS).toString())
                .add("lastModified", now.truncatedTo(ChronoUnit.MILLIS).toString())
                .add("requester", Parts.reference("Organization", exchange.pharmacy(), exchange.name()));
        if (requester != null && Parts.text(requester, "reference").startsWith("Practitioner")) {
            task.add("owner", requester);
        }
        if (!message.words().isEmpty()) {
            task.add("note", JsonArray.of(JsonObject.of("text", new JsonString(message.words()))));
        }
        return task.build();
    }

    /** What a Task asks; empty for another Task. */
    static Optional<Asked> of(JsonObject task) {
        String code = Parts.code(task.object("code"), CODES);
        boolean renewal = code.equals(Event.RENEWAL_REQUEST.code());
        return renewal || code.equals(Event.CHANGE_REQUEST.code())
                ? Optional.of(new Asked(
                        Parts.text(task, "id"),
                        Integer.parseInt(Parts.text(task.object("meta"), "versionId")),
                        Parts.idOf(task.object("focus"), "MedicationRequest"),
                        renewal,
                        task.objects("note").stream()
                                .map(each -> Parts.text(each, "text"))
                                .findFirst()
                                .orElse(""),
                        Parts.text(task.object("requester"), "display")))
                : Optional.empty();
    }

    /** What the pharmacy knows it by. */
    static String request(JsonObject task) {
        return task.objects("identifier").stream()
                .filter(each -> Message.REQUEST.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    /** The Task once what it asks for is signed. */
    static JsonObject approved(JsonObject task, String patient, Instant now) {
        return ended(task, patient, "completed", "", now);
    }

    /** The Task once it was denied. */
    static JsonObject denied(JsonObject task, String patient, String reason, Instant now) {
        return ended(task, patient, "rejected", reason, now);
    }

    private static JsonObject ended(JsonObject task, String patient, String status, String reason, Instant now) {
        if (of(task).isEmpty() || !Parts.idOf(task.object("for"), "Patient").equals(patient)) {
            throw new Failed(new Failure.NotFound("Nothing of this kind is asked of this patient."));
        }
        if (!"requested".equals(task.text("status")) && !"in-progress".equals(task.text("status"))) {
            throw new Failed(new Failure.Conflict("Somebody has answered this request already."));
        }
        JsonObject ended = task.with("status", new JsonString(status))
                .with(
                        "lastModified",
                        new JsonString(now.truncatedTo(ChronoUnit.MILLIS).toString()));
        return reason.isEmpty() ? ended : ended.with("statusReason", JsonObject.of("text", new JsonString(reason)));
    }
}
