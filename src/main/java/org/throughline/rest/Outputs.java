package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Action;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What an operation gives back, as a Parameters resource. Built in order; not to be shared while that happens.
 *
 * @see <a href="https://hl7.org/fhir/R4/parameters.html">Parameters</a>
 */
final class Outputs {
    private final List<Json> parameters = new ArrayList<>();

    /** Adds a parameter when there is a value; {@code member} is its element: {@code valueString}. */
    Outputs add(String name, String member, @Nullable Json value) {
        if (value != null) {
            parameters.add(
                    JsonObject.builder().add("name", name).add(member, value).build());
        }
        return this;
    }

    Outputs text(String name, @Nullable String value) {
        return add(name, "valueString", value == null || value.isEmpty() ? null : new JsonString(value));
    }

    Outputs code(String name, String value) {
        return add(name, "valueCode", new JsonString(value));
    }

    Outputs flag(String name, boolean value) {
        return add(name, "valueBoolean", value ? JsonBoolean.TRUE : JsonBoolean.FALSE);
    }

    /** Adds a parameter that has parts. */
    Outputs parts(String name, Outputs inner) {
        return add(name, "part", new JsonArray(inner.parameters));
    }

    JsonObject build() {
        JsonObject.Builder resource = JsonObject.builder().add("resourceType", "Parameters");
        return parameters.isEmpty()
                ? resource.build()
                : resource.add("parameter", new JsonArray(parameters)).build();
    }

    /** The answer of an operation that is about no patient. */
    Reply reply(Call call, Parts parts) {
        return reply(call, parts, build());
    }

    static Reply reply(Call call, Parts parts, JsonObject resource) {
        return Reply.of(parts.rendering().resource(200, resource, call.format()), Action.OPERATION, 0, Set.of());
    }
}
