package org.throughline.care.referral;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * To whom somebody is referred.
 *
 * @param reference of an Organization or Practitioner of the directory; empty for a name alone
 */
public record Destination(String reference, String name) {
    /** The {@code performer} of a ServiceRequest; null for nobody in particular. */
    public @Nullable JsonArray performer() {
        if (name.isEmpty()) {
            return null;
        }
        List<Json> performers = new ArrayList<>();
        performers.add(
                reference.isEmpty()
                        ? JsonObject.of("display", new JsonString(name))
                        : JsonObject.builder()
                                .add("reference", reference)
                                .add("display", name)
                                .build());
        return new JsonArray(performers);
    }
}
