package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Parameter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What an operation is called with: parameters of the query, then those of a Parameters resource in the body; or a body
 * that is itself the resource.
 *
 * @see <a href="https://hl7.org/fhir/R4/operations.html#request">Executing an operation</a>
 */
final class Inputs {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final List<Parameter> query;
    private final @Nullable JsonObject body;

    private Inputs(List<Parameter> query, @Nullable JsonObject body) {
        this.query = query;
        this.body = body;
    }

    static Inputs of(Call call) {
        String mediaType = call.content().mediaType();
        boolean bodiless = !call.method().equals("POST")
                || mediaType.startsWith(FORM)
                || call.content().bytes().length == 0;
        return new Inputs(call.parameters(), bodiless ? null : Drafts.read(call.content()));
    }

    private boolean isParameters() {
        return body != null && "Parameters".equals(body.text("resourceType"));
    }

    private List<JsonObject> parameters(String name) {
        return body == null || !isParameters()
                ? List.of()
                : body.objects("parameter").stream()
                        .filter(parameter -> name.equals(parameter.text("name")))
                        .toList();
    }

    /** All values of a parameter of a simple type, as text. */
    List<String> texts(String name) {
        List<String> found = new ArrayList<>();
        for (Parameter parameter : query) {
            if (parameter.name().equals(name)) {
                found.add(parameter.value());
            }
        }
        for (JsonObject parameter : parameters(name)) {
            Json value = value(parameter);
            if (value instanceof JsonBoolean flag) {
                found.add(Boolean.toString(flag.value()));
            } else if (value != null && !(value instanceof JsonObject)) {
                found.add(value.toString());
            }
        }
        return found;
    }

    Optional<String> text(String name) {
        return texts(name).stream().findFirst();
    }

    /** @throws Failed with {@link Failure.Malformed} when it is missing */
    String required(String name) {
        return text(name)
                .orElseThrow(() ->
                        new Failed(new Failure.Malformed("required", name, "The parameter " + name + " is missing.")));
    }

    /** A whole number from 0 on. */
    int number(String name, int otherwise) {
        return number(name, text(name).orElse(null), otherwise);
    }

    static int number(String name, @Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new Failed(new Failure.Malformed("value", name, name + " must be a whole number, not below 0."));
        }
        return Integer.parseInt(text);
    }

    boolean flag(String name) {
        return text(name).map("true"::equals).orElse(false);
    }

    /** The value of a parameter of a complex type: a Coding, a Meta. */
    Optional<JsonObject> complex(String name) {
        return parameters(name).stream()
                .map(Inputs::value)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .findFirst();
    }

    /** The resource of a parameter; where the body is no Parameters, the body. */
    Optional<JsonObject> resource(String name) {
        if (body != null && !isParameters()) {
            return Optional.of(body);
        }
        return parameters(name).stream()
                .flatMap(parameter -> Optional.ofNullable(parameter.object("resource")).stream())
                .findFirst();
    }

    /** The resources of all parameters of a name. */
    List<JsonObject> resources(String name) {
        return parameters(name).stream()
                .flatMap(parameter -> Optional.ofNullable(parameter.object("resource")).stream())
                .toList();
    }

    private static @Nullable Json value(JsonObject parameter) {
        for (int i = 0; i < parameter.size(); i++) {
            if (parameter.nameAt(i).startsWith("value")) {
                return parameter.valueAt(i);
            }
        }
        return null;
    }
}
