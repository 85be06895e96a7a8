package org.throughline.network.share;

import java.util.List;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * The topic by which members tell each other of the records that they share, as the one who listens asks for it. Pure.
 *
 * @see <a href="http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/StructureDefinition-backport-subscription.html">Subscription</a>
 */
final class SharedRecord {
    static final String TOPIC = "urn:throughline:topic:shared-record";

    private static final String DEFINITIONS = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final int HEARTBEAT = 30;
    private static final int TIMEOUT = 20;
    private static final int MOST = 200;

    private SharedRecord() {}

    /**
     * The subscription.
     *
     * @param endpoint where notifications are to go
     * @param secret what is to be shown there
     */
    static JsonObject subscription(String endpoint, String secret) {
        JsonObject channel = JsonObject.builder()
                .add(
                        "extension",
                        new JsonArray(List.of(
                                extension("backport-heartbeat-period", "valueUnsignedInt", number(HEARTBEAT)),
                                extension("backport-timeout", "valueUnsignedInt", number(TIMEOUT)),
                                extension("backport-max-count", "valuePositiveInt", number(MOST)))))
                .add("type", "rest-hook")
                .add("endpoint", endpoint)
                .add("payload", "application/fhir+json")
                .add(
                        "_payload",
                        JsonObject.of(
                                "extension",
                                JsonArray.of(extension(
                                        "backport-payload-content", "valueCode", new JsonString("full-resource")))))
                .add("header", JsonArray.of(new JsonString("Authorization: Bearer " + secret)))
                .build();
        return JsonObject.builder()
                .add("resourceType", "Subscription")
                .add(
                        "meta",
                        JsonObject.of("profile", JsonArray.of(new JsonString(DEFINITIONS + "backport-subscription"))))
                .add("status", "requested")
                .add("reason", "Records of shared patients")
                .add("criteria", TOPIC)
                .add("channel", channel)
                .build();
    }

    private static JsonNumber number(int value) {
        return JsonNumber.of(value);
    }

    private static JsonObject extension(String name, String member, Json value) {
        return JsonObject.builder()
                .add("url", DEFINITIONS + name)
                .add(member, value)
                .build();
    }

    /**
     * How a subscription stands there.
     *
     * @param code as FHIR has it
     * @param last the number of its last event
     */
    record Status(String code, long last) {
        boolean isOff() {
            return code.equals("off") || code.isEmpty();
        }
    }

    /** Reads what {@code $status} answers. */
    static Status status(JsonObject bundle) {
        for (JsonObject entry : bundle.objects("entry")) {
            JsonObject resource = entry.object("resource");
            if (resource != null && "Parameters".equals(resource.text("resourceType"))) {
                return new Status(
                        value(resource, "status", "valueCode"),
                        last(value(resource, "events-since-subscription-start", "valueString")));
            }
        }
        return new Status("", 0);
    }

    private static String value(JsonObject parameters, String name, String member) {
        return parameters.objects("parameter").stream()
                .filter(each -> name.equals(each.text("name")))
                .map(each -> String.valueOf(each.text(member)))
                .findFirst()
                .orElse("");
    }

    private static long last(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
