package org.throughline.record;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** Sets what the store decides of a resource: its id, and meta's version and time. */
final class Meta {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Meta() {}

    /** The resource with these, in the order {@code resourceType}, {@code id}, {@code meta}, then all else. */
    static JsonObject stamp(JsonObject resource, String id, int version, Instant updated) {
        JsonObject.Builder stamped = JsonObject.builder();
        Json type = resource.get("resourceType");
        stamped.addIfPresent("resourceType", type);
        stamped.add("id", new JsonString(id));
        stamped.add("meta", meta(resource.get("meta"), version, updated));
        for (int i = 0; i < resource.size(); i++) {
            switch (resource.nameAt(i)) {
                case "resourceType", "id", "meta" -> {}
                default -> stamped.add(resource.nameAt(i), resource.valueAt(i));
            }
        }
        return stamped.build();
    }

    private static Json meta(@Nullable Json given, int version, Instant updated) {
        if (given != null && !(given instanceof JsonObject)) {
            return given; // not an object: the check that follows names it
        }
        JsonObject.Builder meta = JsonObject.builder()
                .add("versionId", Integer.toString(version))
                .add("lastUpdated", INSTANT.format(updated));
        if (given instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                switch (object.nameAt(i)) {
                    case "versionId", "lastUpdated" -> {}
                    default -> meta.add(object.nameAt(i), object.valueAt(i));
                }
            }
        }
        return meta.build();
    }
}
