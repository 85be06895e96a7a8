package org.throughline.care.stay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.throughline.care.Parts;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Recipient;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What somebody is told of a stay: a Communication that is in progress until they have read it, with one {@code payload} for each
 * thing that has happened. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/communication.html">Communication</a>
 */
final class StayMessage {
    static final String COMMUNICATION = "Communication";
    static final String CODES = "urn:throughline:code";
    static final String CATEGORY = "care-event";

    /** The identifier by which the stay is known: the id of its Encounter, or of a copy. */
    static final String STAY = "urn:throughline:stay";

    private static final String OPEN = "staff-message";
    private static final String EVENT = "urn:throughline:care-event";

    private StayMessage() {}

    /** The id of what somebody is told of a stay: always the same, so that nobody is told twice. */
    static String id(String stay, Recipient to) {
        String whom = switch (to.addressee()) {
            case Addressee.Person(String reference) -> reference;
            case Addressee.Role(String code) -> "role " + code;
            case Addressee.Account(long number) -> "account " + number;
            case Addressee.Elsewhere(String reference) -> reference;
        };
        return UUID.nameUUIDFromBytes((stay + " " + whom).getBytes(UTF_8)).toString();
    }

    /** The stay that a message tells of. */
    static String stay(JsonObject message) {
        return message.objects("identifier").stream()
                .filter(each -> STAY.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    /**
     * A message that tells nothing yet.
     *
     * @param stay the Encounter, ours or a copy
     * @param open to everybody of the staff: for a role, whose holders may not treat the patient
     */
    static JsonObject empty(String id, String patient, JsonObject stay, Recipient to, boolean open) {
        String encounter = Parts.text(stay, "id");
        List<Json> categories =
                new ArrayList<>(List.of(Parts.concept(CODES, CATEGORY, "Admission, discharge or death")));
        if (open) {
            categories.add(Parts.concept(CODES, OPEN, "Message between staff"));
        }
        JsonObject.Builder message =
                JsonObject.builder().add("resourceType", COMMUNICATION).add("id", id);
        JsonObject meta = stay.object("meta");
        if (meta != null && !meta.objects("security").isEmpty()) {
            message.add("meta", JsonObject.of("security", new JsonArray(List.<Json>copyOf(meta.objects("security")))));
        }
        return message.add(
                        "identifier",
                        JsonArray.of(JsonObject.builder()
                                .add("system", STAY)
                                .add("value", encounter)
                                .build()))
                .add("status", "in-progress")
                .add("category", new JsonArray(categories))
                .add("subject", Parts.reference("Patient", patient, ""))
                .add("recipient", JsonArray.of(to.reference()))
                .build();
    }

    /** Whether everybody of the staff may read it. */
    static boolean isOpen(JsonObject message) {
        return message.objects("category").stream().anyMatch(each -> OPEN.equals(Parts.code(each, CODES)));
    }

    /** What a message has told: the lines by their keys, in order. */
    static Map<String, String> told(JsonObject message) {
        Map<String, String> told = new LinkedHashMap<>();
        message.objects("payload")
                .forEach(each -> told.put(
                        Parts.text(Parts.extension(each, EVENT), "valueString"), Parts.text(each, "contentString")));
        return told;
    }

    /**
     * The message with all that has happened. What was told before stays told, in the words of now; when something is new, it is
     * to be read again.
     *
     * @param lines by their keys
     * @param from who tells it
     */
    static JsonObject with(JsonObject message, Map<String, String> lines, boolean urgent, String from, Instant now) {
        Map<String, String> before = told(message);
        boolean isNew = !before.keySet().containsAll(lines.keySet());
        Map<String, String> all = new LinkedHashMap<>(before);
        all.putAll(lines);
        List<Json> payload = new ArrayList<>();
        all.forEach((key, words) -> payload.add(JsonObject.builder()
                .add(
                        "extension",
                        JsonArray.of(JsonObject.builder()
                                .add("url", EVENT)
                                .add("valueString", key)
                                .build()))
                .add("contentString", words)
                .build()));
        JsonObject whole = message.with("payload", new JsonArray(payload));
        String last = lines.isEmpty() ? "" : List.copyOf(lines.values()).getLast();
        return isNew
                ? whole.with("status", new JsonString("in-progress"))
                        .with("priority", new JsonString(urgent ? "urgent" : "routine"))
                        .with("topic", JsonObject.of("text", new JsonString(last)))
                        .with(
                                "sent",
                                new JsonString(
                                        now.truncatedTo(ChronoUnit.MILLIS).toString()))
                        .with("sender", JsonObject.of("display", new JsonString(from)))
                : whole;
    }

    /** The message once the stay is known here no more: what it said is taken out. */
    static JsonObject withdrawn(JsonObject message) {
        return message.without("topic").without("payload").with("status", new JsonString("entered-in-error"));
    }
}
