package org.throughline.care.task;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Messages as they lie in the record. One is in progress until whoever got it has done with it; what answers another names it
 * ({@code inResponseTo}) and what the talk began with ({@code partOf}). Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/communication.html">Communication</a>
 */
final class MessageResource {
    private static final int LONGEST_TOPIC = 80;

    private MessageResource() {}

    /** @param patient the id of the Patient whom it is about; empty for nobody */
    static JsonObject create(
            String patient, String topic, String text, Recipient to, String priority, Who who, Instant now) {
        JsonObject.Builder message = JsonObject.builder()
                .add("resourceType", "Communication")
                .add("status", to.addressee() instanceof Addressee.Elsewhere ? "completed" : "in-progress")
                .add("category", JsonArray.of(Codes.concept(Codes.OWN, Codes.MESSAGE, "Message between staff")))
                .add("priority", priority);
        if (!patient.isEmpty()) {
            message.add("subject", JsonObject.of("reference", new JsonString("Patient/" + patient)));
        }
        if (!topic.isBlank()) {
            message.add("topic", JsonObject.of("text", new JsonString(topic.strip())));
        }
        return message.add("recipient", JsonArray.of(to.reference()))
                .add("sent", TaskResource.time(now))
                .add("sender", who.reference())
                .add("payload", JsonArray.of(JsonObject.of("contentString", new JsonString(text.strip()))))
                .build();
    }

    /** A message as the answer to another. */
    static JsonObject answering(JsonObject answer, JsonObject other) {
        String asked = "Communication/" + WaitingReader.text(other, "id");
        return answer.with("inResponseTo", references(asked)).with("partOf", references(root(other)));
    }

    private static JsonArray references(String to) {
        return new JsonArray(List.<Json>of(JsonObject.of("reference", new JsonString(to))));
    }

    /** What the talk began with that a message is of: {@code Communication/1}. */
    static String root(JsonObject message) {
        return message.objects("partOf").stream()
                .map(each -> WaitingReader.text(each, "reference"))
                .filter(each -> each.startsWith("Communication/"))
                .findFirst()
                .orElse("Communication/" + WaitingReader.text(message, "id"));
    }

    /** What it is about; else how it begins. */
    static String topic(JsonObject message) {
        JsonObject topic = message.object("topic");
        String said = topic == null ? "" : Codes.words(topic);
        if (!said.isEmpty()) {
            return said;
        }
        String text = text(message).strip();
        int line = text.indexOf('\n');
        String first = line < 0 ? text : text.substring(0, line);
        return first.length() <= LONGEST_TOPIC ? first : first.substring(0, LONGEST_TOPIC) + "…";
    }

    static String text(JsonObject message) {
        return message.objects("payload").stream()
                .map(part -> WaitingReader.text(part, "contentString"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
