package org.throughline.care.note;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A signed note that somebody sends to another organization: a Communication about the note, in progress until the organization
 * has it. Pure.
 *
 * @param patient the id of the Patient
 * @param note the id of the DocumentReference
 * @param organization a Reference to the Organization
 * @param person the name of the clinician there; empty for nobody in particular
 * @param words what is said with it; empty for nothing
 * @param ended when the organization had it, or refused it; null for neither yet
 * @param refusal why it was refused; empty when it was not
 * @see <a href="https://hl7.org/fhir/R4/communication.html">Communication</a>
 */
public record SentNote(
        String patient,
        String note,
        Author organization,
        String person,
        String words,
        Author sender,
        Instant sent,
        @Nullable Instant ended,
        String refusal) {
    /** The code of the category of such Communications. */
    public static final String CATEGORY = "note-sent";

    /** The longest that can be said with a note. */
    public static final int LONGEST = 300;

    /** The longest name. */
    public static final int LONGEST_NAME = 100;

    private static final String SYSTEM = "urn:throughline:code";

    /** The Communication of one that is on its way. */
    public JsonObject json() {
        List<Json> recipients = new ArrayList<>(List.of(organization.json()));
        if (!person.isEmpty()) {
            recipients.add(JsonObject.of("display", new JsonString(person)));
        }
        return JsonObject.builder()
                .add("resourceType", "Communication")
                .add("status", "in-progress")
                .add("category", JsonArray.of(Parts.concept(SYSTEM, CATEGORY, "Note sent to another organization")))
                .add("subject", Parts.reference("Patient", patient, ""))
                .add("about", JsonArray.of(Parts.reference("DocumentReference", note, "")))
                .add("sent", time(sent))
                .add("recipient", new JsonArray(recipients))
                .add(
                        "sender",
                        sender.reference().isEmpty()
                                ? JsonObject.of("display", new JsonString(sender.display()))
                                : sender.json())
                .addIfPresent(
                        "payload",
                        words.isEmpty() ? null : JsonArray.of(JsonObject.of("contentString", new JsonString(words))))
                .build();
    }

    /** Reads a Communication. */
    public static SentNote of(JsonObject json) {
        List<JsonObject> recipients = json.objects("recipient");
        JsonObject first = recipients.isEmpty() ? JsonObject.EMPTY : recipients.getFirst();
        JsonObject sender = json.object("sender");
        JsonObject reason = json.object("statusReason");
        boolean refused = "not-done".equals(json.text("status"));
        return new SentNote(
                Parts.idOf(json.object("subject"), "Patient"),
                json.objects("about").stream()
                        .map(each -> Parts.idOf(each, "DocumentReference"))
                        .findFirst()
                        .orElse(""),
                new Author(Parts.text(first, "reference"), Parts.text(first, "display")),
                recipients.size() < 2 ? "" : Parts.text(recipients.get(1), "display"),
                json.objects("payload").stream()
                        .map(each -> Parts.text(each, "contentString"))
                        .findFirst()
                        .orElse(""),
                new Author(Parts.text(sender, "reference"), Parts.text(sender, "display")),
                moment(json, "sent", Instant.EPOCH),
                json.text("received") == null ? null : moment(json, "received", Instant.EPOCH),
                refused ? Parts.text(reason, "text") : "");
    }

    private static Instant moment(JsonObject json, String name, Instant otherwise) {
        String text = json.text(name);
        return text == null ? otherwise : java.time.OffsetDateTime.parse(text).toInstant();
    }

    /** The Communication once the organization has it, or has refused it. */
    public static JsonObject ended(JsonObject json, String refusal, Instant at) {
        if (!"in-progress".equals(json.text("status"))) {
            return json;
        }
        return refusal.isEmpty()
                ? json.with("status", new JsonString("completed")).with("received", new JsonString(time(at)))
                : json.with("status", new JsonString("not-done"))
                        .with("statusReason", JsonObject.of("text", new JsonString(refusal)));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
