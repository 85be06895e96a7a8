package org.throughline.privacy.question;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Sensitivity;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** Questions and answers as Communications. */
final class Messages {
    static final String SYSTEM = "urn:throughline:code";
    static final String CODE = "question-about-access";
    private static final String ENTRY_SYSTEM = "urn:throughline:audit";

    private Messages() {}

    /**
     * A question.
     *
     * @param sender who asks: a reference with its display
     * @param ofMinor whether a minor asks, whose parents do not read it
     */
    static JsonObject question(
            String patient, JsonObject sender, String entry, String about, String text, Instant sent, boolean ofMinor) {
        return message(patient, sender, text, sent, ofMinor)
                .add("status", "in-progress")
                .add(
                        "about",
                        JsonArray.of(JsonObject.builder()
                                .add("type", "AuditEvent")
                                .add(
                                        "identifier",
                                        JsonObject.builder()
                                                .add("system", ENTRY_SYSTEM)
                                                .add("value", entry)
                                                .build())
                                .add("display", about)
                                .build()))
                .build();
    }

    /** The answer to a question, for the same eyes. */
    static JsonObject answer(JsonObject question, JsonObject sender, String text, Instant sent) {
        boolean ofMinor = question.toString().contains("\"ADOL\"");
        return message(String.valueOf(patient(question)), sender, text, sent, ofMinor)
                .add("status", "completed")
                .add("inResponseTo", JsonArray.of(reference("Communication/" + question.text("id"))))
                .build();
    }

    private static JsonObject.Builder message(
            String patient, JsonObject sender, String text, Instant sent, boolean ofMinor) {
        return JsonObject.builder()
                .add("resourceType", "Communication")
                .add(
                        "meta",
                        JsonObject.of(
                                "security",
                                ofMinor ? JsonArray.of(mark("PRS"), mark("ADOL")) : JsonArray.of(mark("PRS"))))
                .add(
                        "category",
                        JsonArray.of(JsonObject.of(
                                "coding",
                                JsonArray.of(JsonObject.builder()
                                        .add("system", SYSTEM)
                                        .add("code", CODE)
                                        .add("display", "Question about an access")
                                        .build()))))
                .add("subject", reference("Patient/" + patient))
                .add("sender", sender)
                .add("sent", sent.toString())
                .add("payload", JsonArray.of(JsonObject.of("contentString", new JsonString(text))));
    }

    private static JsonObject mark(String code) {
        return JsonObject.builder()
                .add("system", Sensitivity.SYSTEM)
                .add("code", code)
                .build();
    }

    static JsonObject reference(String to) {
        return JsonObject.of("reference", new JsonString(to));
    }

    /** Reads questions, each with the answer that is among the same messages, in the order in which they come. */
    static List<Question> read(List<JsonObject> messages) {
        Map<String, Question.Answer> answers = new HashMap<>();
        for (JsonObject message : messages) {
            message.objects("inResponseTo")
                    .forEach(to -> answers.putIfAbsent(
                            String.valueOf(to.text("reference")),
                            new Question.Answer(display(message.object("sender")), text(message), sent(message))));
        }
        return messages.stream()
                .filter(message -> !message.has("inResponseTo"))
                .map(message -> question(message, answers.get("Communication/" + message.text("id"))))
                .toList();
    }

    private static Question question(JsonObject message, Question.@Nullable Answer answer) {
        JsonObject about = message.objects("about").stream().findFirst().orElse(JsonObject.EMPTY);
        JsonObject identifier = about.object("identifier");
        return new Question(
                or(message.text("id")),
                patient(message),
                display(message.object("sender")),
                identifier == null ? "" : or(identifier.text("value")),
                or(about.text("display")),
                text(message),
                sent(message),
                answer);
    }

    static String patient(JsonObject message) {
        JsonObject subject = message.object("subject");
        return subject == null ? "" : or(subject.text("reference")).replaceFirst("^.*Patient/", "");
    }

    private static String text(JsonObject message) {
        return message.objects("payload").stream()
                .map(part -> or(part.text("contentString")))
                .findFirst()
                .orElse("");
    }

    private static Instant sent(JsonObject message) {
        String sent = message.text("sent");
        return sent == null
                ? Instant.EPOCH
                : java.time.OffsetDateTime.parse(sent).toInstant();
    }

    private static String display(@Nullable JsonObject reference) {
        return reference == null ? "" : or(reference.text("display"));
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
