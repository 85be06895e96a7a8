package org.throughline.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.rest.UsCoreRequirements.Parameter;

/** Values to search with, taken from a stored resource that the search must then find. */
final class UsCoreValues {
    private UsCoreValues() {}

    /** Each of these must find the resource; empty when it has no such element. */
    static List<String> of(JsonObject resource, Parameter parameter) {
        return parameter.paths().stream()
                .flatMap(path -> at(resource, steps(path)))
                .map(UsCoreValues::value)
                .flatMap(Optional::stream)
                .findFirst()
                .map(value -> forms(value, parameter))
                .orElse(List.of());
    }

    /** Whether there is anything at a path: {@code component.valueQuantity}. */
    static boolean has(JsonObject resource, String path) {
        return at(resource, steps(path)).findAny().isPresent();
    }

    private static List<String> forms(String value, Parameter parameter) {
        if (value.matches("\\d{4}-\\d\\d.*")) {
            return List.of("ge" + value, "gt1900-01-01", "lt2100-01-01", "le2100");
        }
        List<String> forms = new ArrayList<>(List.of(value));
        if (parameter.takesSeveral() && !parameter.values().isEmpty()) {
            forms.add(value + "," + parameter.values().getFirst());
        }
        return forms;
    }

    /** The steps between the dots that stand outside of parentheses and of a slice's name. */
    private static List<String> steps(String path) {
        return List.of(path.split("\\.(?![^(]*\\))"));
    }

    private static Stream<Json> at(@Nullable Json json, List<String> path) {
        return switch (json) {
            case null -> Stream.empty();
            case JsonArray array -> array.values().stream().flatMap(each -> at(each, path));
            case JsonObject object
            when !path.isEmpty() && path.getFirst().startsWith("where(") ->
                path.getFirst().contains("'" + object.text("url") + "'")
                        ? at(object, path.subList(1, path.size()))
                        : Stream.empty();
            case JsonObject object
            when !path.isEmpty() -> at(member(object, path.getFirst()), path.subList(1, path.size()));
            default -> path.isEmpty() ? Stream.of(json) : Stream.empty();
        };
    }

    /** A member by its name, or by the name of a choice: {@code effective} is {@code effectiveDateTime}. */
    private static @Nullable Json member(JsonObject object, String name) {
        for (int i = 0; i < object.size(); i++) {
            if (object.nameAt(i).matches(name + "(DateTime|Period|Date|Instant)?")) {
                return object.valueAt(i);
            }
        }
        return null;
    }

    private static Optional<String> value(Json json) {
        return switch (json) {
            case JsonString text -> Optional.of(text.value().replaceAll("([\\\\,$|])", "\\\\$1"));
            case JsonObject object
            when object.has("coding") ->
                object.objects("coding").stream().findFirst().flatMap(UsCoreValues::value);
            case JsonObject object when object.has("code") -> Optional.of(token(object, "code"));
            case JsonObject object when object.has("reference") -> Optional.ofNullable(object.text("reference"));
            case JsonObject object ->
                Stream.of("family", "city", "start")
                        .map(object::text)
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .findFirst()
                        .or(() -> object.has("value") ? Optional.of(token(object, "value")) : Optional.empty());
            default -> Optional.empty();
        };
    }

    private static String token(JsonObject object, String name) {
        String system = object.text("system");
        return (system == null ? "" : system + "|") + object.text(name);
    }
}
