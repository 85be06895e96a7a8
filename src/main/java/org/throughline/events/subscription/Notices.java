package org.throughline.events.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Writes notifications and the status of subscriptions as R4 has them. Pure.
 *
 * @param base the address of the API
 * @see <a href="http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/notifications.html">Notifications</a>
 */
record Notices(String base) {
    private static final String DEFINITIONS = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";

    /** What a notification is for. */
    enum Occasion {
        HANDSHAKE("handshake"),
        HEARTBEAT("heartbeat"),
        EVENTS("event-notification"),
        STATUS("query-status"),
        QUERY("query-event");

        private final String code;

        Occasion(String code) {
            this.code = code;
        }
    }

    /**
     * Something that is told.
     *
     * @param shown whether the subscriber may see what it is about; else there is but its number
     * @param resource its present content; null when it is not there or not to be sent
     */
    record Told(EventRow event, boolean shown, @Nullable JsonObject resource) {}

    /** A notification: the status, then what was changed. */
    JsonObject bundle(
            Subscribed subscribed, State state, Occasion occasion, Content content, List<Told> events, Instant now) {
        List<Json> entries = new ArrayList<>();
        entries.add(JsonObject.builder()
                .add("fullUrl", unique(subscribed, now))
                .add("resource", status(subscribed, state, occasion, content, events))
                .add("request", request("GET", "Subscription/" + subscribed.id() + "/$status"))
                .add("response", response("200"))
                .build());
        if (content != Content.EMPTY) {
            entries.addAll(entries(content, events));
        }
        return JsonObject.builder()
                .add("resourceType", "Bundle")
                .add("meta", profile("backport-subscription-notification-r4"))
                .add("type", "history")
                .add("timestamp", now.toString())
                .add("entry", new JsonArray(entries))
                .build();
    }

    /** The status is no resource with an address; it is named by what it says. */
    private static String unique(Subscribed subscribed, Instant now) {
        String name = subscribed.id() + " " + subscribed.last() + " " + now;
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    /** One for each resource, as the last of its events has it. */
    private List<Json> entries(Content content, List<Told> events) {
        Map<String, Json> entries = new LinkedHashMap<>();
        for (Told each : events) {
            if (each.shown()) {
                entries.remove(each.event().reference());
                entries.put(each.event().reference(), entry(content, each));
            }
        }
        return List.copyOf(entries.values());
    }

    private JsonObject entry(Content content, Told told) {
        EventRow event = told.event();
        JsonObject.Builder entry = JsonObject.builder().add("fullUrl", base + "/" + event.reference());
        if (event.kind() != EventRow.Kind.CHANGED) {
            return entry.add("request", request("DELETE", event.reference()))
                    .add("response", response("204"))
                    .build();
        }
        if (content == Content.FULL_RESOURCE) {
            entry.addIfPresent("resource", told.resource());
        }
        boolean made = event.version() == 1;
        // What comes along is as it is by now; of which version it is told, the tag says.
        JsonObject response =
                response(made ? "201" : "200").with("etag", new JsonString("W/\"" + event.version() + "\""));
        return entry.add("request", made ? request("POST", event.type()) : request("PUT", event.reference()))
                .add("response", response)
                .build();
    }

    private static JsonObject request(String method, String url) {
        return JsonObject.builder().add("method", method).add("url", url).build();
    }

    private static JsonObject response(String status) {
        return JsonObject.of("status", new JsonString(status));
    }

    private static JsonObject profile(String name) {
        return JsonObject.of("profile", JsonArray.of(new JsonString(DEFINITIONS + name)));
    }

    /** Where a subscription stands, as a Parameters resource. */
    JsonObject status(Subscribed subscribed, State state, Occasion occasion, Content content, List<Told> events) {
        List<Json> parameters = new ArrayList<>();
        parameters.add(reference("subscription", "Subscription/" + subscribed.id()));
        if (content != Content.EMPTY) {
            parameters.add(
                    parameter("topic", "valueCanonical", subscribed.terms().topic()));
        }
        parameters.add(parameter("status", "valueCode", state.code()));
        parameters.add(parameter("type", "valueCode", occasion.code));
        parameters.add(parameter("events-since-subscription-start", "valueString", Long.toString(subscribed.last())));
        events.forEach(each -> parameters.add(event(each, content)));
        if (!subscribed.fault().isEmpty()) {
            parameters.add(error(subscribed.fault()));
        }
        if (subscribed.missed()) {
            parameters.add(error("Some changes could not be told: what this is about must be read anew."));
        }
        return JsonObject.builder()
                .add("resourceType", "Parameters")
                .add("meta", profile("backport-subscription-status-r4"))
                .add("parameter", new JsonArray(parameters))
                .build();
    }

    private JsonObject event(Told told, Content content) {
        List<Json> parts = new ArrayList<>();
        parts.add(parameter(
                "event-number", "valueString", Long.toString(told.event().number())));
        parts.add(parameter("timestamp", "valueInstant", told.event().at().toString()));
        if (content != Content.EMPTY && told.shown()) {
            parts.add(reference("focus", told.event().reference()));
            if (!told.event().context().isEmpty()) {
                parts.add(reference("additional-context", told.event().context()));
            }
        }
        return JsonObject.builder()
                .add("name", "notification-event")
                .add("part", new JsonArray(parts))
                .build();
    }

    private JsonObject reference(String name, String reference) {
        return JsonObject.builder()
                .add("name", name)
                .add("valueReference", JsonObject.of("reference", new JsonString(base + "/" + reference)))
                .build();
    }

    private static JsonObject error(String text) {
        return JsonObject.builder()
                .add("name", "error")
                .add("valueCodeableConcept", JsonObject.of("text", new JsonString(text)))
                .build();
    }

    private static JsonObject parameter(String name, String member, String value) {
        return JsonObject.builder().add("name", name).add(member, value).build();
    }
}
