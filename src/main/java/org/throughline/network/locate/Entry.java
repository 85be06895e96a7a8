package org.throughline.network.locate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.matching.Clues;

/**
 * What a locator is told of one record: {@code {"handle": "…", "keys": ["…"]}}.
 *
 * @param handle 32 hexadecimal digits by which the member alone knows the record
 * @param keys each 32 hexadecimal digits; none when the record is to be forgotten
 */
record Entry(String handle, List<String> keys) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    Entry {
        keys = List.copyOf(keys);
    }

    JsonObject json() {
        return JsonObject.builder()
                .add("handle", handle)
                .add("keys", array(keys))
                .build();
    }

    static Entry read(JsonObject said) {
        String handle = String.valueOf(said.text("handle"));
        if (!HEX.matcher(handle).matches()) {
            throw malformed("handle");
        }
        return new Entry(handle, keys(said));
    }

    /** @throws Failed with {@code Malformed} when they are no keys, or too many */
    static List<String> keys(JsonObject said) {
        List<String> keys = new ArrayList<>();
        for (Json each : said.list("keys")) {
            if (!(each instanceof JsonString(String key)) || !HEX.matcher(key).matches() || keys.size() == Clues.MOST) {
                throw malformed("keys");
            }
            keys.add(key);
        }
        return keys;
    }

    static JsonArray array(List<String> texts) {
        return new JsonArray(texts.stream().<Json>map(JsonString::new).toList());
    }

    private static Failed malformed(String element) {
        return new Failed(new Failure.Malformed("value", element, "This is no list of keys."));
    }
}
