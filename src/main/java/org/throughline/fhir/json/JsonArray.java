package org.throughline.fhir.json;

import java.util.Iterator;
import java.util.List;

/** A JSON array. */
public record JsonArray(List<Json> values) implements Json, Iterable<Json> {
    public JsonArray {
        values = List.copyOf(values);
    }

    public static JsonArray of(Json... values) {
        return new JsonArray(List.of(values));
    }

    public int size() {
        return values.size();
    }

    public Json get(int index) {
        return values.get(index);
    }

    @Override
    public Iterator<Json> iterator() {
        return values.iterator();
    }
}
