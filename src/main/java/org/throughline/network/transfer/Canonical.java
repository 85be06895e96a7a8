package org.throughline.network.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Digest;

/**
 * One form of a resource, whoever wrote it: compact JSON, the members of each object in the order of their names. Numbers stay as
 * they were written, since FHIR's decimals carry their precision. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785, which but for numbers is this</a>
 */
final class Canonical {
    private Canonical() {}

    /** The SHA-256 of it, in hexadecimal digits. */
    static String hash(JsonObject resource) {
        return HexFormat.of().formatHex(Digest.sha256(JsonWriter.bytes(ordered(resource))));
    }

    private static Json ordered(Json json) {
        return switch (json) {
            case JsonObject object -> {
                List<Map.Entry<String, Json>> members = new ArrayList<>();
                for (int i = 0; i < object.size(); i++) {
                    members.add(Map.entry(object.nameAt(i), object.valueAt(i)));
                }
                members.sort(Comparator.comparing(Map.Entry::getKey));
                JsonObject.Builder builder = JsonObject.builder();
                members.forEach(each -> builder.add(each.getKey(), ordered(each.getValue())));
                yield builder.build();
            }
            case JsonArray array ->
                new JsonArray(array.values().stream().map(Canonical::ordered).toList());
            default -> json;
        };
    }
}
