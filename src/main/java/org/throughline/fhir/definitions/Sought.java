package org.throughline.fhir.definitions;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/** Definitions of one type that are looked up when they are asked for, and kept as long as memory allows. */
final class Sought<T> {
    private final DefinitionSource source;
    private final String type;
    private final Function<JsonObject, T> reader;
    private final Map<String, SoftReference<T>> kept = new ConcurrentHashMap<>();

    Sought(DefinitionSource source, String type, Function<JsonObject, T> reader) {
        this.source = source;
        this.type = type;
        this.reader = reader;
    }

    @Nullable
    T find(String canonical) {
        SoftReference<T> last = kept.get(canonical);
        T found = last == null ? null : last.get();
        if (found != null) {
            return found;
        }
        byte[] json = source.find(type, canonical);
        if (json == null) {
            return null;
        }
        T read = reader.apply(JsonReader.readObject(json));
        kept.put(canonical, new SoftReference<>(read));
        return read;
    }
}
