package org.throughline.network.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;
import org.throughline.record.Copy;

/**
 * Makes a copy of a resource that a member holds: its id becomes the copy's, {@code meta.source} says where it is held, and
 * references lead to our own patient, to other copies where those are kept, and else to the holder. Pure.
 *
 * @param references reads references to resources of the holder
 * @param base the address of the holder's API, without a slash at the end
 * @param origin the holder's number
 * @param name the holder's name
 * @param theirs the id of the Patient there
 * @param ours the id of our Patient
 * @param us the id there of the Organization that stands for us; empty when it is not known
 * @param ourselves the id of our own Organization
 * @param kept whether a copy of the resource of this type and id there is kept, or comes with this one
 */
public record Rewriting(
        References references,
        String base,
        int origin,
        String name,
        String theirs,
        String ours,
        String us,
        String ourselves,
        BiPredicate<String, String> kept) {
    private static final String SOURCE = "source";

    /** Whom a consent may name. */
    private static final Set<String> ACTORS =
            Set.of("Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson");

    /** Where it came from before it was with the holder. */
    static final String EARLIER_SOURCE = "urn:throughline:source";

    /** The copy of a resource. */
    public JsonObject copy(JsonObject resource) {
        String type = String.valueOf(resource.text("resourceType"));
        String id = String.valueOf(resource.text("id"));
        JsonObject copy = (JsonObject) rewritten(resource, type.equals("Consent"));
        return copy.with("id", new JsonString(id(type, id))).with("meta", meta(resource, type, id));
    }

    public String id(String type, String id) {
        return CopyId.of(origin, ours, type, id);
    }

    private JsonObject meta(JsonObject resource, String type, String id) {
        JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
        String earlier = meta.text(SOURCE);
        if (earlier != null) {
            List<Json> extensions = new ArrayList<>(meta.list("extension"));
            extensions.add(JsonObject.builder()
                    .add("url", EARLIER_SOURCE)
                    .add("valueUri", earlier)
                    .build());
            meta = meta.with("extension", new JsonArray(extensions));
        }
        List<Json> tags = new ArrayList<>(meta.list("tag"));
        tags.add(Copy.tag(origin, name));
        return meta.with("tag", new JsonArray(tags)).with(SOURCE, new JsonString(base + "/" + type + "/" + id));
    }

    private Json rewritten(Json tree, boolean ofConsent) {
        return switch (tree) {
            case JsonObject object -> {
                JsonObject.Builder result = JsonObject.builder();
                for (int i = 0; i < object.size(); i++) {
                    Json value = object.valueAt(i);
                    result.add(
                            object.nameAt(i),
                            Referred.REFERRING.contains(object.nameAt(i)) && value instanceof JsonString(String text)
                                    ? new JsonString(reference(text, ofConsent))
                                    : rewritten(value, ofConsent));
                }
                yield result.build();
            }
            case JsonArray array -> {
                List<Json> values = new ArrayList<>();
                array.forEach(each -> values.add(rewritten(each, ofConsent)));
                yield new JsonArray(values);
            }
            default -> tree;
        };
    }

    /**
     * A reference. Whom a consent names is to be told apart also when no copy is kept of them: they are somebody there, so they
     * are nobody here.
     */
    private String reference(String text, boolean ofConsent) {
        References.Local local = references.local(text);
        if (local == null) {
            return text;
        }
        String type = local.type();
        String id = local.id();
        if (type.equals("Patient") && id.equals(theirs)) {
            return "Patient/" + ours;
        }
        if (type.equals("Organization") && id.equals(us) && !ourselves.isEmpty()) {
            return "Organization/" + ourselves;
        }
        return kept.test(type, id) || (ofConsent && ACTORS.contains(type))
                ? type + "/" + id(type, id)
                : base + "/" + type + "/" + id;
    }
}
