package org.throughline.record.protection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.throughline.access.Policy;
import org.throughline.access.Provision;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;

/** Policies as the text by which the database keeps each once: equal policies have equal texts. */
final class PolicyText {
    private static final String MASKED = "masked";

    private PolicyText() {}

    static String of(Policy policy) {
        return switch (policy) {
            case Policy.Masked() -> MASKED;
            case Policy.Consented(Provision provision) -> JsonWriter.text(json(provision));
        };
    }

    static Policy parse(String text) {
        return text.equals(MASKED)
                ? new Policy.Masked()
                : new Policy.Consented(provision((JsonObject) JsonReader.read(text.getBytes(UTF_8))));
    }

    private static JsonObject json(Provision provision) {
        JsonObject.Builder json = JsonObject.builder().add("number", Integer.toString(provision.number()));
        flag(json, "permit", provision.permit());
        flag(json, "timed", provision.timed());
        flag(json, "actors", provision.actors());
        list(json, "purposes", provision.purposes());
        list(json, "types", provision.types());
        list(json, "labels", provision.labels());
        flag(json, "resources", provision.resources());
        flag(json, "dated", provision.dated());
        flag(json, "unclear", provision.unclear());
        if (!provision.nested().isEmpty()) {
            json.add(
                    "nested",
                    new JsonArray(provision.nested().stream()
                            .<Json>map(PolicyText::json)
                            .toList()));
        }
        return json.build();
    }

    private static Provision provision(JsonObject json) {
        return new Provision(
                Integer.parseInt(String.valueOf(json.text("number"))),
                json.has("permit"),
                json.has("timed"),
                json.has("actors"),
                texts(json, "purposes"),
                texts(json, "types"),
                texts(json, "labels"),
                json.has("resources"),
                json.has("dated"),
                json.has("unclear"),
                json.objects("nested").stream().map(PolicyText::provision).toList());
    }

    private static void flag(JsonObject.Builder json, String name, boolean set) {
        if (set) {
            json.add(name, JsonBoolean.TRUE);
        }
    }

    private static void list(JsonObject.Builder json, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            List<Json> texts =
                    new TreeSet<>(values).stream().<Json>map(JsonString::new).toList();
            json.add(name, new JsonArray(texts));
        }
    }

    private static Set<String> texts(JsonObject json, String name) {
        return json.list(name).stream()
                .map(value -> ((JsonString) value).value())
                .collect(Collectors.toUnmodifiableSet());
    }
}
