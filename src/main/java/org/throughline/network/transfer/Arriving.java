package org.throughline.network.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.note.Seal;
import org.throughline.care.referral.ReferralTask;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;

/**
 * A resource of the old practice as one of our own: with our id and the address it had there ({@code meta.source}), its labels, and
 * references to what came with it. People and places there stay theirs: by name, and by their address as identifier. Pure.
 *
 * @param references reads references to resources of the old practice
 * @param base the address of the old practice's API
 * @param practice what it is called
 * @param ids the ids here of what came, by {@code Type/id} there
 * @param names what people and places there are called, by the same
 */
record Arriving(
        References references, String base, String practice, Map<String, String> ids, Map<String, String> names) {
    /** Where it came from before it was there. */
    static final String EARLIER_SOURCE = "urn:throughline:source";

    /** The seal under which a note was signed at another practice; here it is not signed. */
    static final String SEALED_ELSEWHERE = "urn:throughline:extension:signed-sha256-elsewhere";

    private static final String SOURCE = "source";
    private static final String REFERENCE = "reference";
    private static final String URL = "url";

    /** As one of our own. */
    JsonObject own(JsonObject theirs) {
        String type = Parts.text(theirs, "resourceType");
        String id = Parts.text(theirs, "id");
        JsonObject own = rewritten(theirs)
                .with("id", new JsonString(Objects.requireNonNull(ids.get(type + "/" + id))))
                .with("meta", meta(theirs, type, id));
        if (own.has("extension")) {
            own = own.with(
                    "extension",
                    new JsonArray(own.objects("extension").stream()
                            .<Json>map(Arriving::unsealed)
                            .toList()));
        }
        return type.equals("Consent") && namesOthers(theirs.object("provision"))
                ? own.with("status", new JsonString("inactive"))
                : own;
    }

    private static JsonObject unsealed(JsonObject extension) {
        return Seal.EXTENSION.equals(extension.text(URL))
                ? extension.with(URL, new JsonString(SEALED_ELSEWHERE))
                : extension;
    }

    /** Whether a consent names people or organizations there, who are nobody here: it would hold for nobody, or for everybody. */
    private boolean namesOthers(@Nullable JsonObject provision) {
        if (provision == null) {
            return false;
        }
        boolean others = provision.objects("actor").stream()
                .map(each -> Parts.text(each.object(REFERENCE), REFERENCE))
                .anyMatch(each -> !ids.containsKey(each));
        return others || provision.objects("provision").stream().anyMatch(this::namesOthers);
    }

    private JsonObject meta(JsonObject theirs, String type, String id) {
        JsonObject meta = Objects.requireNonNullElse(theirs.object("meta"), JsonObject.EMPTY)
                .without("versionId")
                .without("lastUpdated");
        String earlier = meta.text(SOURCE);
        if (earlier != null) {
            List<Json> extensions = new ArrayList<>(meta.list("extension"));
            extensions.add(JsonObject.builder()
                    .add(URL, EARLIER_SOURCE)
                    .add("valueUri", earlier)
                    .build());
            meta = meta.with("extension", new JsonArray(extensions));
        }
        return meta.with(SOURCE, new JsonString(base + "/" + type + "/" + id));
    }

    private Json rewritten(Json json) {
        return switch (json) {
            case JsonObject object -> rewritten(object);
            case JsonArray array -> {
                List<Json> values = new ArrayList<>();
                array.forEach(each -> values.add(rewritten(each)));
                yield new JsonArray(values);
            }
            default -> json;
        };
    }

    private JsonObject rewritten(JsonObject object) {
        JsonObject.Builder result = JsonObject.builder();
        for (int i = 0; i < object.size(); i++) {
            String name = object.nameAt(i);
            Json value = object.valueAt(i);
            References.Local local =
                    (name.equals(REFERENCE) || name.equals(URL)) && value instanceof JsonString(String text)
                            ? references.local(text)
                            : null;
            if (local == null) {
                result.add(name, rewritten(value));
            } else {
                String id = ids.get(local.type() + "/" + local.id());
                if (id != null) {
                    result.add(name, local.type() + "/" + id);
                } else if (name.equals(URL)) {
                    result.add(name, base + "/" + local.type() + "/" + local.id());
                } else {
                    return named(object, local);
                }
            }
        }
        return result.build();
    }

    /** A reference to somebody or something there: by name, and by its address. */
    private JsonObject named(JsonObject reference, References.Local local) {
        String key = local.type() + "/" + local.id();
        String display = names.getOrDefault(key, Parts.text(reference, "display"));
        boolean house = Set.of("Organization", "Location").contains(local.type());
        return JsonObject.builder()
                .add("type", local.type())
                .add(
                        "identifier",
                        JsonObject.builder()
                                .add("system", ReferralTask.NUMBERS)
                                .add("value", base + "/" + key)
                                .build())
                .addIfPresent("display", display.isEmpty() ? null : house ? display : display + ", " + practice)
                .build();
    }

    /** What somebody or some place is called, for those who refer to it; empty when it has no name. */
    static String name(JsonObject resource) {
        if (resource.get("name") instanceof JsonString(String name)) {
            return name;
        }
        JsonObject name = resource.objects("name").stream().findFirst().orElse(JsonObject.EMPTY);
        if (!Parts.text(name, "text").isEmpty()) {
            return Parts.text(name, "text");
        }
        List<String> parts = new ArrayList<>();
        for (String list : List.of("prefix", "given")) {
            name.list(list).forEach(each -> parts.add(each instanceof JsonString(String text) ? text : ""));
        }
        parts.add(Parts.text(name, "family"));
        String words = String.join(" ", parts).strip();
        return words.isEmpty() ? Parts.text(resource.object("practitioner"), "display") : words;
    }
}
