package org.throughline.fhir.patch;

import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/** <a href="https://www.rfc-editor.org/rfc/rfc6902">JSON Patch</a>: a list of operations on places of a tree. */
public final class JsonPatch {
    private JsonPatch() {}

    /**
     * The document after all operations, or none: the first that does not fit is a {@code Failure.Invalid} that names
     * its path, and a patch that is none a {@code Failure.Malformed}.
     */
    public static Json apply(Json document, Json patch) {
        if (!(patch instanceof JsonArray operations)) {
            throw PatchFailure.malformed("", "A JSON Patch is a JSON array of operations.");
        }
        Size size = new Size();
        Json result = document;
        for (Json operation : operations) {
            if (!(operation instanceof JsonObject object)) {
                throw PatchFailure.malformed("", "Each operation of a JSON Patch is a JSON object.");
            }
            result = apply(result, object, size);
        }
        return result;
    }

    /** As {@link #apply}, for a document that must stay an object. */
    public static JsonObject applyToResource(JsonObject resource, Json patch) {
        if (apply(resource, patch) instanceof JsonObject patched) {
            return patched;
        }
        throw PatchFailure.unfit("", "The patch leaves something that is no resource.");
    }

    private static Json apply(Json document, JsonObject operation, Size size) {
        Pointer path = Pointer.of(text(operation, "path"));
        return switch (text(operation, "op")) {
            case "add" -> path.add(document, sized(value(operation), path, size));
            case "replace" -> path.replace(document, sized(value(operation), path, size));
            case "remove" -> path.remove(document);
            case "copy" -> path.add(document, sized(from(operation).get(document), path, size));
            case "move" -> move(document, from(operation), path, size);
            case "test" -> test(document, path, value(operation));
            default ->
                throw PatchFailure.malformed(path.text(), "op must be one of add, remove, replace, move, copy, test.");
        };
    }

    private static Json move(Json document, Pointer from, Pointer path, Size size) {
        if (from.holds(path)) {
            if (from.equals(path)) {
                from.get(document);
                return document;
            }
            throw PatchFailure.unfit(path.text(), "A value cannot be moved into itself.");
        }
        Json value = sized(from.get(document), path, size);
        return path.add(from.remove(document), value);
    }

    private static Json test(Json document, Pointer path, Json expected) {
        if (!same(path.get(document), expected)) {
            throw PatchFailure.unfit(path.text(), "The test of the patch at " + path.text() + " does not hold.");
        }
        return document;
    }

    /** Equal as RFC 6902 has it: members in any order, numbers by their value. */
    private static boolean same(Json left, Json right) {
        return switch (left) {
            case JsonObject one when right instanceof JsonObject other -> sameMembers(one, other);
            case JsonArray one when right instanceof JsonArray other -> sameItems(one, other);
            case JsonNumber one
            when right instanceof JsonNumber other -> one.decimal().compareTo(other.decimal()) == 0;
            default -> left.equals(right);
        };
    }

    private static boolean sameMembers(JsonObject one, JsonObject other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            Json match = other.get(one.nameAt(i));
            if (match == null || !same(one.valueAt(i), match)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameItems(JsonArray one, JsonArray other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Json sized(Json value, Pointer path, Size size) {
        size.take(value, path.steps().size());
        return value;
    }

    private static Pointer from(JsonObject operation) {
        return Pointer.of(text(operation, "from"));
    }

    private static Json value(JsonObject operation) {
        Json value = operation.get("value");
        if (value == null) {
            throw PatchFailure.malformed("", "This operation needs a value.");
        }
        return value;
    }

    private static String text(JsonObject operation, String name) {
        String text = operation.text(name);
        if (text == null) {
            throw PatchFailure.malformed("", "Each operation of a JSON Patch needs the text " + name + ".");
        }
        return text;
    }
}
