package org.throughline.fhir.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Member;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNull;
import org.throughline.fhir.json.JsonObject;

/**
 * One item of an element: its value, and for a primitive its id and extensions, which stand elsewhere in JSON and must
 * move along with it.
 */
record Content(@Nullable Json value, @Nullable JsonObject extra) {

    /** What an object holds of an element, a single one as a list of one. */
    static List<Content> of(JsonObject object, Member member) {
        List<Json> values = list(object.get(member.name()));
        List<Json> extras = member.type().isPrimitive() ? list(object.get(member.sibling())) : List.of();
        List<Content> contents = new ArrayList<>();
        for (int i = 0; i < Math.max(values.size(), extras.size()); i++) {
            Json value = i < values.size() && values.get(i) != JsonNull.NULL ? values.get(i) : null;
            JsonObject extra = i < extras.size() && extras.get(i) instanceof JsonObject found ? found : null;
            contents.add(new Content(value, extra));
        }
        return contents;
    }

    private static List<Json> list(@Nullable Json json) {
        return switch (json) {
            case null -> List.of();
            case JsonArray array -> array.values();
            default -> List.of(json);
        };
    }

    /** The object with these contents of an element in place of the former. */
    static JsonObject write(JsonObject object, Member member, List<Content> contents) {
        boolean repeats = member.element().repeats();
        List<@Nullable Json> values = new ArrayList<>();
        List<@Nullable Json> extras = new ArrayList<>();
        contents.forEach(content -> {
            values.add(content.value);
            extras.add(content.extra);
        });
        return put(put(object, member.name(), values, repeats), member.sibling(), extras, repeats);
    }

    private static JsonObject put(JsonObject object, String name, List<@Nullable Json> items, boolean repeats) {
        if (items.stream().allMatch(item -> item == null)) {
            return object.without(name);
        }
        List<Json> filled = new ArrayList<>();
        for (Json item : items) {
            filled.add(item == null ? JsonNull.NULL : item);
        }
        return object.with(name, repeats ? new JsonArray(filled) : filled.getFirst());
    }
}
