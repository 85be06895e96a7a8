package org.throughline.network.transfer;

import java.time.Instant;
import java.util.List;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;

/** A chart as one Bundle, which any system that knows FHIR can read. Pure. */
final class HandedBundle {
    private HandedBundle() {}

    /** @param base the address of our API */
    static byte[] of(List<Chart.Item> items, String base, Instant at) {
        return JsonWriter.bytes(JsonObject.builder()
                .add("resourceType", "Bundle")
                .add("type", "collection")
                .add("timestamp", at.toString())
                .add(
                        "entry",
                        new JsonArray(items.stream()
                                .<Json>map(each -> JsonObject.builder()
                                        .add("fullUrl", new JsonString(base + "/" + each.key()))
                                        .add("resource", each.resource())
                                        .build())
                                .toList()))
                .build());
    }
}
