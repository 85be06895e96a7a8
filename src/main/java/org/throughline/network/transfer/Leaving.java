package org.throughline.network.transfer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;

/**
 * Resources as they leave: what refers to something that stays does not say what that is. Pure.
 *
 * @param references reads references to resources of ours
 */
record Leaving(References references) {
    static final String STAYS = "Not handed over";
    private static final String REFERENCE = "reference";
    private static final String URL = "url";

    /**
     * The resource as it leaves.
     *
     * @param going what goes with it: {@code Observation/1}
     */
    JsonObject of(JsonObject resource, Set<String> going) {
        return (JsonObject) leaving(resource, going);
    }

    private Json leaving(Json json, Set<String> going) {
        return switch (json) {
            case JsonObject object -> object(object, going);
            case JsonArray array -> {
                List<Json> values = new ArrayList<>();
                array.forEach(each -> values.add(leaving(each, going)));
                yield new JsonArray(values);
            }
            default -> json;
        };
    }

    private JsonObject object(JsonObject object, Set<String> going) {
        References.Local to = local(object, REFERENCE);
        if (to != null && !going.contains(key(to)) && !Reader.NAMES.contains(to.type())) {
            return JsonObject.builder()
                    .add("type", to.type())
                    .add("display", STAYS)
                    .build();
        }
        JsonObject.Builder result = JsonObject.builder();
        for (int i = 0; i < object.size(); i++) {
            String name = object.nameAt(i);
            Json value = object.valueAt(i);
            References.Local local = name.equals(REFERENCE) || name.equals(URL) ? local(object, name) : null;
            if (local == null) {
                result.add(name, leaving(value, going));
            } else if (name.equals(REFERENCE) || going.contains(key(local))) {
                result.add(name, key(local)); // relative, and of no version in particular
            }
        }
        return result.build();
    }

    private static String key(References.Local local) {
        return local.type() + "/" + local.id();
    }

    private References.@Nullable Local local(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? null : references.local(text);
    }

    /** What of ours a resource has attached or refers to. */
    Set<References.Local> attached(JsonObject resource) {
        Set<References.Local> found = new LinkedHashSet<>();
        walk(resource, found);
        return found;
    }

    private void walk(Json json, Set<References.Local> found) {
        switch (json) {
            case JsonObject object -> {
                for (int i = 0; i < object.size(); i++) {
                    boolean refers = object.nameAt(i).equals(REFERENCE)
                            || object.nameAt(i).equals(URL);
                    if (refers && object.valueAt(i) instanceof JsonString) {
                        References.Local local = local(object, object.nameAt(i));
                        if (local != null) {
                            found.add(local);
                        }
                    } else {
                        walk(object.valueAt(i), found);
                    }
                }
            }
            case JsonArray array -> array.forEach(each -> walk(each, found));
            default -> {}
        }
    }

    /** Whether a Provenance tells of something that goes. */
    boolean tellsOf(JsonObject provenance, Set<String> going) {
        return provenance.objects("target").stream()
                .map(each -> local(each, REFERENCE))
                .anyMatch(each -> each != null && going.contains(key(each)));
    }
}
