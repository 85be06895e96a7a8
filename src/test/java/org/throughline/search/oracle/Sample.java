package org.throughline.search.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.tukaani.xz.XZInputStream;

/** Some of the demonstration's patients, with their references made local. */
public final class Sample {
    private static final String FILE = "/org/throughline/demo/sample.ndjson.xz";

    private Sample() {}

    /** About so many resources, whole patients. */
    public static List<JsonObject> resources(int about) throws IOException {
        List<JsonObject> resources = new ArrayList<>();
        Map<String, String> references = new HashMap<>();
        try (InputStream packed = Objects.requireNonNull(Sample.class.getResourceAsStream(FILE));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new XZInputStream(packed), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<JsonObject> entries = JsonReader.readObject(line.getBytes(StandardCharsets.UTF_8))
                        .objects("entry");
                if (resources.size() + entries.size() <= about) {
                    for (JsonObject entry : entries) {
                        add(entry, resources, references);
                    }
                }
            }
        }
        return resources.stream()
                .map(resource -> (JsonObject) localized(resource, references))
                .toList();
    }

    private static void add(JsonObject entry, List<JsonObject> resources, Map<String, String> references) {
        JsonObject resource = Objects.requireNonNull(entry.object("resource"));
        String type = Objects.requireNonNull(resource.text("resourceType"));
        String local = type + "/" + resource.text("id");
        references.put(String.valueOf(entry.text("fullUrl")), local);
        for (JsonObject identifier : resource.objects("identifier")) {
            references.put(type + "?identifier=" + identifier.text("system") + "|" + identifier.text("value"), local);
        }
        resources.add(resource);
    }

    private static Json localized(Json json, Map<String, String> references) {
        return switch (json) {
            case JsonObject object -> {
                JsonObject.Builder made = JsonObject.builder();
                for (int i = 0; i < object.size(); i++) {
                    made.add(object.nameAt(i), localized(object.valueAt(i), references));
                }
                yield made.build();
            }
            case JsonArray array ->
                new JsonArray(array.values().stream()
                        .map(element -> localized(element, references))
                        .toList());
            case JsonString(String text) -> new JsonString(references.getOrDefault(text, text));
            default -> json;
        };
    }
}
