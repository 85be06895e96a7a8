package org.throughline.care.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;

/**
 * Makes a resource stand in a document: its references are the addresses of the document's entries. A reference to
 * something of ours that is not in the document keeps the type, and the name of a person or place; nothing else, because
 * what it points to may be hidden from whoever asked. Large attachments stay behind. Pure.
 *
 * @param entries the addresses of entries, by {@code Type/id}
 */
record Inside(References references, Map<String, String> entries) {
    private static final int LARGEST_ATTACHMENT = 100_000;

    private static final Set<String> NAMED = Set.of(
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "Location",
            "HealthcareService",
            "Medication",
            "Device");

    JsonObject of(JsonObject object) {
        JsonObject whole = isCarried(object) ? object : object.without("data");
        if (whole.get("reference") instanceof JsonString reference) {
            return reference(whole, reference.value());
        }
        JsonObject.Builder made = JsonObject.builder();
        for (int i = 0; i < whole.size(); i++) {
            made.add(whole.nameAt(i), of(whole.valueAt(i)));
        }
        return made.build();
    }

    private Json of(Json value) {
        return switch (value) {
            case JsonObject object -> of(object);
            case JsonArray array -> {
                List<Json> all = new ArrayList<>(array.size());
                array.forEach(each -> all.add(of(each)));
                yield new JsonArray(all);
            }
            default -> value;
        };
    }

    /** Whether an attachment is small enough to be carried along. */
    static boolean isCarried(JsonObject object) {
        return !object.has("contentType") || Parts.text(object, "data").length() <= LARGEST_ATTACHMENT;
    }

    private JsonObject reference(JsonObject reference, String text) {
        References.@Nullable Local local = references.local(text);
        if (local == null) {
            return text.startsWith("urn:") ? reference.without("reference") : reference;
        }
        String entry = entries.get(local.type() + "/" + local.id());
        if (entry != null) {
            return reference.with("reference", new JsonString(entry));
        }
        String display = Parts.text(reference, "display");
        return JsonObject.builder()
                .add("type", local.type())
                .addIfPresent("display", NAMED.contains(local.type()) && !display.isEmpty() ? display : null)
                .build();
    }
}
