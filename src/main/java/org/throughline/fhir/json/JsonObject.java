package org.throughline.fhir.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that keeps its members in order. Names are interned by the reader and objects are small, so a lookup
 * is a short scan; that is both smaller and quicker here than a map per object.
 */
public final class JsonObject implements Json {
    public static final JsonObject EMPTY = new JsonObject(new String[0], new Json[0]);

    private final String[] names;
    private final Json[] values;

    private JsonObject(String[] names, Json[] values) {
        this.names = names;
        this.values = values;
    }

    /** An object of one member. */
    public static JsonObject of(String name, Json value) {
        return new JsonObject(new String[] {name}, new Json[] {value});
    }

    public static Builder builder() {
        return new Builder();
    }

    public int size() {
        return names.length;
    }

    public String nameAt(int index) {
        return names[index];
    }

    public Json valueAt(int index) {
        return values[index];
    }

    public @Nullable Json get(String name) {
        int index = indexOf(name);
        return index < 0 ? null : values[index];
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The text of a string member; null when it is absent or not a string. */
    public @Nullable String text(String name) {
        return get(name) instanceof JsonString string ? string.value() : null;
    }

    /** The member as an object; null when it is absent or not one. */
    public @Nullable JsonObject object(String name) {
        return get(name) instanceof JsonObject object ? object : null;
    }

    /** The members of an array member; empty when it is absent or not an array. */
    public List<Json> list(String name) {
        return get(name) instanceof JsonArray array ? array.values() : List.of();
    }

    /** The objects in an array member; anything else in it is passed over. */
    public List<JsonObject> objects(String name) {
        List<JsonObject> found = new ArrayList<>();
        for (Json value : list(name)) {
            if (value instanceof JsonObject object) {
                found.add(object);
            }
        }
        return found;
    }

    /** This object with one member set: in its place when it is there, else at the end. */
    public JsonObject with(String name, Json value) {
        int index = indexOf(name);
        if (index < 0) {
            return builder().addAll(this).add(name, value).build();
        }
        Json[] changed = values.clone();
        changed[index] = value;
        return new JsonObject(names, changed);
    }

    public JsonObject without(String name) {
        if (indexOf(name) < 0) {
            return this;
        }
        Builder builder = builder();
        for (int i = 0; i < names.length; i++) {
            if (!names[i].equals(name)) {
                builder.add(names[i], values[i]);
            }
        }
        return builder.build();
    }

    private int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object
                && Arrays.equals(names, object.names)
                && Arrays.equals(values, object.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return JsonWriter.text(this);
    }

    /** Collects members in order. Not safe to share while building. */
    public static final class Builder {
        private String[] names = new String[8];
        private Json[] values = new Json[8];
        private int size;

        private Builder() {}

        public Builder add(String name, Json value) {
            if (size == names.length) {
                names = Arrays.copyOf(names, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            names[size] = name;
            values[size++] = value;
            return this;
        }

        public Builder add(String name, String value) {
            return add(name, new JsonString(value));
        }

        /** Adds the member when there is a value. */
        public Builder addIfPresent(String name, @Nullable Json value) {
            return value == null ? this : add(name, value);
        }

        /** Adds the member when there is a value. */
        public Builder addIfPresent(String name, @Nullable String value) {
            return value == null ? this : add(name, value);
        }

        public Builder addAll(JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                add(object.nameAt(i), object.valueAt(i));
            }
            return this;
        }

        public JsonObject build() {
            return new JsonObject(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
        }
    }
}
