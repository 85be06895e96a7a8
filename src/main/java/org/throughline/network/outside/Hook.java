package org.throughline.network.outside;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * The subscriptions by which a server is asked to tell that something in a patient's record has changed: by a topic that it
 * names, else by searches, as R4 has them, of the types that matter most. Nothing is to come along but that. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/subscription.html">Subscription</a>
 * @see <a href="https://build.fhir.org/ig/HL7/US-Core/patient-data-feed.html">US Core, Patient Data Feed</a>
 */
final class Hook {
    private static final String FEED = "http://hl7.org/fhir/us/core/SubscriptionTopic/patient-data-feed";
    private static final String OURS = "urn:throughline:topic:patient-record";
    private static final String DEFINITIONS = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final List<String> MATTERING = List.of(
            "AllergyIntolerance",
            "Condition",
            "MedicationRequest",
            "Observation",
            "DiagnosticReport",
            "DocumentReference",
            "Encounter",
            "Immunization",
            "Procedure");

    private Hook() {}

    /**
     * The subscriptions; none where it offers none that we know to use.
     *
     * @param patient the id of the Patient there
     * @param endpoint where it is to tell us
     * @param secret what it is to show there
     */
    static List<JsonObject> subscriptions(Offer offer, String patient, String endpoint, String secret) {
        List<String> types = MATTERING.stream()
                .filter(type -> offer.searches().containsKey(type))
                .toList();
        Set<String> topics = offer.topics();
        if (!offer.subscribes() || types.isEmpty()) {
            return List.of();
        }
        if (topics.contains(OURS)) {
            return List.of(byTopic(OURS, List.of("patient=Patient/" + patient), endpoint, secret));
        }
        if (topics.contains(FEED)) {
            List<String> filters = types.stream()
                    .map(type -> type + "?patient=Patient/" + patient)
                    .toList();
            return List.of(byTopic(FEED, filters, endpoint, secret));
        }
        return topics.isEmpty()
                ? types.stream()
                        .map(type -> subscription(type + "?patient=Patient/" + patient, channel(endpoint, secret)))
                        .toList()
                : List.of();
    }

    private static JsonObject byTopic(String topic, List<String> filters, String endpoint, String secret) {
        List<Json> criteria = new ArrayList<>();
        filters.forEach(filter -> criteria.add(extension("backport-filter-criteria", "valueString", filter)));
        JsonObject channel = channel(endpoint, secret)
                .with("payload", new JsonString("application/fhir+json"))
                .with(
                        "_payload",
                        JsonObject.of(
                                "extension",
                                JsonArray.of(extension("backport-payload-content", "valueCode", "empty"))));
        return subscription(topic, channel)
                .with("_criteria", JsonObject.of("extension", new JsonArray(criteria)))
                .with(
                        "meta",
                        JsonObject.of("profile", JsonArray.of(new JsonString(DEFINITIONS + "backport-subscription"))));
    }

    private static JsonObject subscription(String criteria, JsonObject channel) {
        return JsonObject.builder()
                .add("resourceType", "Subscription")
                .add("status", "requested")
                .add("reason", "A shared patient's record")
                .add("criteria", criteria)
                .add("channel", channel)
                .build();
    }

    private static JsonObject channel(String endpoint, String secret) {
        return JsonObject.builder()
                .add("type", "rest-hook")
                .add("endpoint", endpoint)
                .add("header", JsonArray.of(new JsonString("Authorization: Bearer " + secret)))
                .build();
    }

    private static JsonObject extension(String name, String member, String value) {
        return JsonObject.builder()
                .add("url", DEFINITIONS + name)
                .add(member, value)
                .build();
    }
}
