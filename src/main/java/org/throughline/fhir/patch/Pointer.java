package org.throughline.fhir.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * A place in a JSON tree, see <a href="https://www.rfc-editor.org/rfc/rfc6901">JSON Pointer</a>.
 *
 * @param text as it was written
 * @param steps names and indexes from the root on, unescaped
 */
record Pointer(String text, List<String> steps) {
    private static final String END = "-";

    static Pointer of(String text) {
        if (text.isEmpty()) {
            return new Pointer(text, List.of());
        }
        if (!text.startsWith("/")) {
            throw PatchFailure.malformed(text, "A path of a JSON Patch begins with '/'.");
        }
        return new Pointer(
                text,
                Arrays.stream(text.substring(1).split("/", -1))
                        .map(step -> unescaped(step, text))
                        .toList());
    }

    private static String unescaped(String step, String text) {
        for (int i = step.indexOf('~'); i >= 0; i = step.indexOf('~', i + 1)) {
            if (i + 1 == step.length() || "01".indexOf(step.charAt(i + 1)) < 0) {
                throw PatchFailure.malformed(text, "'~' in a path must be followed by 0 or 1.");
            }
        }
        return step.replace("~1", "/").replace("~0", "~");
    }

    /** Whether the other place is this one or inside of it. */
    boolean holds(Pointer other) {
        return other.steps.size() >= steps.size()
                && other.steps.subList(0, steps.size()).equals(steps);
    }

    /** The value at this place. */
    Json get(Json document) {
        Json value = document;
        for (String step : steps) {
            value = child(value, step);
        }
        return value;
    }

    /** The document with a value set in here: in front of the item that is here, or as the member. */
    Json add(Json document, Json value) {
        return steps.isEmpty() ? value : change(document, 0, (parent, step) -> added(parent, step, value));
    }

    /** The document with another value here. */
    Json replace(Json document, Json value) {
        return steps.isEmpty() ? value : change(document, 0, (parent, step) -> replaced(parent, step, value));
    }

    Json remove(Json document) {
        if (steps.isEmpty()) {
            throw PatchFailure.unfit(text, "The whole resource cannot be removed by a patch.");
        }
        return change(document, 0, this::removed);
    }

    @FunctionalInterface
    private interface Change {
        Json apply(Json parent, String step);
    }

    private Json change(Json value, int depth, Change change) {
        String step = steps.get(depth);
        return depth == steps.size() - 1
                ? change.apply(value, step)
                : replaced(value, step, change(child(value, step), depth + 1, change));
    }

    private Json child(Json parent, String step) {
        Json child = switch (parent) {
            case JsonObject object -> object.get(step);
            case JsonArray array -> array.get(index(step, array.size()));
            default -> null;
        };
        if (child == null) {
            throw nothing();
        }
        return child;
    }

    private Json added(Json parent, String step, Json value) {
        return switch (parent) {
            case JsonObject object -> object.with(step, value);
            case JsonArray array -> {
                List<Json> values = new ArrayList<>(array.values());
                values.add(step.equals(END) ? values.size() : index(step, values.size() + 1), value);
                yield new JsonArray(values);
            }
            default -> throw nothing();
        };
    }

    private Json replaced(Json parent, String step, Json value) {
        child(parent, step);
        return switch (parent) {
            case JsonObject object -> object.with(step, value);
            case JsonArray array -> {
                List<Json> values = new ArrayList<>(array.values());
                values.set(index(step, values.size()), value);
                yield new JsonArray(values);
            }
            default -> throw nothing();
        };
    }

    private Json removed(Json parent, String step) {
        child(parent, step);
        return switch (parent) {
            case JsonObject object -> object.without(step);
            case JsonArray array -> {
                List<Json> values = new ArrayList<>(array.values());
                values.remove(index(step, values.size()));
                yield new JsonArray(values);
            }
            default -> throw nothing();
        };
    }

    private int index(String step, int size) {
        boolean number = !step.isEmpty()
                && step.length() < 9
                && step.chars().allMatch(c -> c >= '0' && c <= '9')
                && (step.length() == 1 || step.charAt(0) != '0');
        int index = number ? Integer.parseInt(step) : size;
        if (index >= size) {
            throw nothing();
        }
        return index;
    }

    private RuntimeException nothing() {
        return PatchFailure.unfit(text, "There is nothing at the path " + text + " of the patch.");
    }
}
