package org.throughline.care.prescription;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A message between a prescriber and a pharmacy, as a Bundle of the type {@code message}.
 *
 * @param id its own, the same however often it is sent
 * @param from the address of the API that sends it
 * @param receiver the NCPDP id of the pharmacy that it is for; empty for its only one
 * @param focus what it is about: a MedicationRequest, a MedicationDispense or a Task
 * @param others resources that the focus refers to
 * @see <a href="https://hl7.org/fhir/R4/messaging.html">Messaging using FHIR resources</a>
 */
record Message(
        String id, Instant at, Event event, String from, String receiver, JsonObject focus, List<JsonObject> others) {
    /** What a prescription is known by at both ends: the id of the MedicationRequest. */
    static final String PRESCRIPTION = "urn:throughline:prescription";

    /** What is asked of a prescriber. */
    static final String REQUEST = "urn:throughline:request";

    static final String NCPDP = "http://terminology.hl7.org/NamingSystem/NCPDPProviderIdentificationNumber";

    private static final int MOST = 20;

    Message {
        others = List.copyOf(others);
    }

    /** As it is sent. */
    JsonObject bundle() {
        String moment = at.truncatedTo(ChronoUnit.MILLIS).toString();
        String url = "urn:uuid:" + id;
        JsonObject.Builder header = JsonObject.builder()
                .add("resourceType", "MessageHeader")
                .add("id", id)
                .add("eventCoding", coding(event))
                .add("source", JsonObject.of("endpoint", new JsonString(from)));
        if (!receiver.isEmpty()) {
            header.add(
                    "destination",
                    JsonArray.of(JsonObject.builder()
                            .add("endpoint", "urn:throughline:pharmacy")
                            .add("receiver", JsonObject.of("identifier", identifier(NCPDP, receiver)))
                            .build()));
        }
        header.add("focus", JsonArray.of(JsonObject.of("reference", new JsonString(reference(focus)))));
        List<Json> entries = new ArrayList<>(List.of(entry(url, header.build()), entry(reference(focus), focus)));
        others.forEach(each -> entries.add(entry(reference(each), each)));
        return JsonObject.builder()
                .add("resourceType", "Bundle")
                .add("id", id)
                .add("type", "message")
                .add("timestamp", moment)
                .add("entry", new JsonArray(entries))
                .build();
    }

    /**
     * The message of a Bundle; empty for what is none of ours.
     *
     * @param now in place of a time that is missing
     */
    static Optional<Message> of(JsonObject bundle, Instant now) {
        List<JsonObject> resources = bundle.objects("entry").stream()
                .map(each -> Objects.requireNonNullElse(each.object("resource"), JsonObject.EMPTY))
                .toList();
        if (!"message".equals(bundle.text("type")) || resources.size() < 2 || resources.size() > MOST) {
            return Optional.empty();
        }
        JsonObject header = resources.getFirst();
        Optional<Event> event = Event.of(Parts.text(header.object("eventCoding"), "code"));
        String id = Parts.text(header, "id");
        if (!"MessageHeader".equals(header.text("resourceType")) || id.isEmpty() || event.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Message(
                id,
                Parts.instant(bundle, "timestamp").orElse(now),
                event.get(),
                Parts.text(header.object("source"), "endpoint"),
                receiver(header),
                resources.get(1),
                resources.subList(2, resources.size())));
    }

    private static String receiver(JsonObject header) {
        return header.objects("destination").stream()
                .flatMap(each -> Optional.ofNullable(each.object("receiver")).stream())
                .map(each -> Parts.text(each.object("identifier"), "value"))
                .findFirst()
                .orElse("");
    }

    /** What it answers: the same id, and how it went. */
    JsonObject answer(Receipt receipt, String by) {
        JsonObject response = JsonObject.builder()
                .add("identifier", id)
                .add("code", receipt.code())
                .build();
        JsonObject header = JsonObject.builder()
                .add("resourceType", "MessageHeader")
                .add("id", "answer-" + id)
                .add("eventCoding", coding(event))
                .add(
                        "source",
                        JsonObject.builder()
                                .add("name", receipt.why())
                                .add("endpoint", by)
                                .build())
                .add("response", response)
                .build();
        return JsonObject.builder()
                .add("resourceType", "Bundle")
                .add("type", "message")
                .add("timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString())
                .add("entry", JsonArray.of(entry("urn:uuid:answer-" + id, header)))
                .build();
    }

    /** What a prescription that this is about is known by; empty when it does not say. */
    String prescription() {
        return switch (event) {
            case PRESCRIPTION -> Parts.text(focus, "id");
            case FILL ->
                focus.objects("authorizingPrescription").stream()
                        .map(each -> Parts.text(each.object("identifier"), "value"))
                        .findFirst()
                        .orElse("");
            default -> {
                JsonObject of = focus.object("focus");
                yield of == null ? "" : Parts.text(of.object("identifier"), "value");
            }
        };
    }

    /** What is asked, or was, by its own id; empty for nothing. */
    String request() {
        return focus.objects("identifier").stream()
                .filter(each -> REQUEST.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    /** Why, or what is asked, in words. */
    String words() {
        return Parts.text(focus, "description");
    }

    /** One of the others, by its type; nothing for none. */
    JsonObject other(String type) {
        return others.stream()
                .filter(each -> type.equals(each.text("resourceType")))
                .findFirst()
                .orElse(JsonObject.EMPTY);
    }

    static JsonObject identifier(String system, String value) {
        return JsonObject.builder().add("system", system).add("value", value).build();
    }

    /** A reference to a prescription that is known by this at both ends. */
    static JsonObject prescription(String id) {
        return JsonObject.builder()
                .add("type", "MedicationRequest")
                .add("identifier", identifier(PRESCRIPTION, id))
                .build();
    }

    private static JsonObject coding(Event event) {
        return JsonObject.builder()
                .add("system", Event.SYSTEM)
                .add("code", event.code())
                .build();
    }

    private static JsonObject entry(String url, JsonObject resource) {
        return JsonObject.builder()
                .add("fullUrl", url)
                .add("resource", resource)
                .build();
    }

    private static String reference(JsonObject resource) {
        return Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id");
    }
}
