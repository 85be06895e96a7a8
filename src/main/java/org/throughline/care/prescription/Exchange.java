package org.throughline.care.prescription;

import java.time.Instant;
import java.util.Optional;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What becomes of a prescription that was sent to a pharmacy: a Task that asks the pharmacy to fulfil it.
 *
 * @param id of the Task
 * @param order the reference of the MedicationRequest
 * @param pharmacy the id of the Organization
 * @param name of the pharmacy
 * @param why it is at this stage; empty for nothing
 * @see <a href="https://hl7.org/fhir/R4/task.html#12.23.2">Tasks that ask for fulfilment</a>
 */
public record Exchange(String id, String order, String patient, Stage stage, String pharmacy, String name, String why) {
    static final String CODES = "http://hl7.org/fhir/CodeSystem/task-code";
    static final String FULFILL = "fulfill";
    private static final String STAGES = "urn:throughline:pharmacy-stage";

    /** The Task of a prescription that is being signed. */
    static JsonObject task(String order, String patient, Pharmacy pharmacy, Instant now) {
        JsonObject task = JsonObject.builder()
                .add("resourceType", "Task")
                .add("intent", "order")
                .add("code", Parts.concept(CODES, FULFILL, "Fulfill the focal request"))
                .add("description", "Prescription to " + pharmacy.name())
                .add("focus", JsonObject.of("reference", new JsonString(order)))
                .add("for", Parts.reference("Patient", patient, ""))
                .add("owner", Parts.reference("Organization", pharmacy.id(), pharmacy.name()))
                .add("authoredOn", time(now))
                .build();
        return at(task, Stage.WAITING, "", now);
    }

    /** The exchange that a Task is, which is no work of a person; empty for any other Task. */
    public static Optional<Exchange> of(JsonObject task) {
        JsonObject status = task.object("businessStatus");
        return Parts.code(task.object("code"), CODES).equals(FULFILL)
                ? Stage.of(Parts.code(status, STAGES))
                        .map(stage -> new Exchange(
                                Parts.text(task, "id"),
                                Parts.text(task.object("focus"), "reference"),
                                Parts.idOf(task.object("for"), "Patient"),
                                stage,
                                Parts.idOf(task.object("owner"), "Organization"),
                                Parts.text(task.object("owner"), "display"),
                                Parts.words(task.object("statusReason"))))
                : Optional.empty();
    }

    /** The Task after something was heard. */
    static JsonObject heard(JsonObject task, Stage heard, String why, Instant now) {
        Stage present = of(task).map(Exchange::stage).orElse(Stage.WAITING);
        Stage next = present.after(heard);
        return next == present && next != heard ? task : at(task, next, why, now);
    }

    private static JsonObject at(JsonObject task, Stage stage, String why, Instant now) {
        JsonObject with = task.with("status", new JsonString(stage.status()))
                .with("businessStatus", Parts.concept(STAGES, stage.code(), stage.words()))
                .with("lastModified", new JsonString(time(now)));
        return why.isEmpty()
                ? with.without("statusReason")
                : with.with("statusReason", JsonObject.of("text", new JsonString(why)));
    }

    private static String time(Instant now) {
        return now.truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString();
    }
}
