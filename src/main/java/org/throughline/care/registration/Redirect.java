package org.throughline.care.registration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Turns references from one resource to another inside resources, and back. A reference to a certain version stays: that
 * version is where it was. Pure.
 *
 * @param from {@code Patient/1}
 * @param to {@code Patient/2}
 */
record Redirect(String from, String to) {

    /** The resource with all references turned. */
    JsonObject all(JsonObject resource) {
        return (JsonObject) turned(resource, "", (path, reference) -> true);
    }

    /** Whether it refers there at all. */
    boolean refers(JsonObject resource) {
        return !places(resource, from).isEmpty();
    }

    /**
     * The resource as it is now, with those references turned back that were turned when it was as it was: where they stood;
     * and when it referred nowhere else then, wherever they stand now.
     *
     * @param before what it was before its references were turned, from {@code to} to {@code from}
     */
    JsonObject back(JsonObject now, JsonObject before) {
        Set<String> own = places(before, to);
        boolean only = places(before, from).isEmpty();
        return (JsonObject) turned(now, "", (path, reference) -> only || own.contains(path));
    }

    private static Set<String> places(JsonObject resource, String reference) {
        Set<String> places = new HashSet<>();
        walk(resource, "", reference, places);
        return places;
    }

    private static void walk(Json json, String path, String reference, Set<String> places) {
        switch (json) {
            case JsonObject object -> {
                if (reference.equals(object.text("reference"))) {
                    places.add(path);
                }
                for (int i = 0; i < object.size(); i++) {
                    walk(object.valueAt(i), path + "/" + object.nameAt(i), reference, places);
                }
            }
            case JsonArray array -> {
                int index = 0;
                for (Json each : array) {
                    walk(each, path + "/" + index++, reference, places);
                }
            }
            default -> {}
        }
    }

    private Json turned(Json json, String path, BiPredicate<String, String> turns) {
        return switch (json) {
            case JsonObject object -> {
                JsonObject result = object;
                for (int i = 0; i < object.size(); i++) {
                    String name = object.nameAt(i);
                    Json value = object.valueAt(i);
                    boolean turn = name.equals("reference")
                            && value instanceof JsonString(String text)
                            && text.equals(from)
                            && turns.test(path, text);
                    result = turn
                            ? result.with(name, new JsonString(to))
                            : result.with(name, turned(value, path + "/" + name, turns));
                }
                yield result;
            }
            case JsonArray array -> {
                List<Json> all = new ArrayList<>();
                int index = 0;
                for (Json each : array) {
                    all.add(turned(each, path + "/" + index++, turns));
                }
                yield new JsonArray(all);
            }
            default -> json;
        };
    }
}
