package org.throughline.care.summary;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/**
 * What was read for a summary, as it is stored.
 *
 * @param organization whose summary it is; null when there is none that the caller may see
 * @param sections what belongs into each
 * @param referred what entries refer to, by {@code Type/id}
 */
record Gathered(
        JsonObject patient,
        @Nullable JsonObject organization,
        Map<Section, Found> sections,
        Map<String, JsonObject> referred) {

    static String key(JsonObject resource) {
        return resource.text("resourceType") + "/" + resource.text("id");
    }

    /**
     * What a section lists.
     *
     * @param more whether there is more, which is not listed
     * @param masked whether the caller may not see some type of such entries at all
     */
    record Found(List<JsonObject> resources, boolean more, boolean masked) {
        Found {
            resources = List.copyOf(resources);
        }
    }
}
