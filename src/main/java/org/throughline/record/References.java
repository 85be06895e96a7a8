package org.throughline.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Finds and replaces the references inside a resource: {@code urn:uuid:…} of another entry of the transaction wherever
 * it stands, and conditional references ({@code Practitioner?identifier=…}) in {@code reference} elements.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">Transaction processing rules</a>
 */
@SuppressWarnings("ReferenceEquality") // the same tree means that nothing in it was replaced
final class References {
    private References() {}

    /** Tells of each conditional reference in the tree. */
    static void conditional(Json tree, Consumer<String> found) {
        switch (tree) {
            case JsonObject object -> {
                String reference = object.text("reference");
                if (reference != null && isConditional(reference)) {
                    found.accept(reference);
                }
                for (int i = 0; i < object.size(); i++) {
                    conditional(object.valueAt(i), found);
                }
            }
            case JsonArray array -> array.forEach(element -> conditional(element, found));
            default -> {}
        }
    }

    /** The tree with each text that is a key of {@code replacements} replaced; the same tree when there is none. */
    static Json replace(Json tree, Map<String, String> replacements) {
        return switch (tree) {
            case JsonObject object -> replaceIn(object, replacements);
            case JsonArray array -> replaceIn(array, replacements);
            case JsonString(String text) -> {
                String replacement = mayBeReplaced(text) ? replacements.get(text) : null;
                yield replacement == null ? tree : new JsonString(replacement);
            }
            default -> tree;
        };
    }

    private static JsonObject replaceIn(JsonObject object, Map<String, String> replacements) {
        JsonObject result = object;
        for (int i = 0; i < object.size(); i++) {
            Json before = object.valueAt(i);
            Json after = replace(before, replacements);
            if (after != before) {
                result = result.with(object.nameAt(i), after);
            }
        }
        return result;
    }

    private static JsonArray replaceIn(JsonArray array, Map<String, String> replacements) {
        List<Json> values = new ArrayList<>(array.size());
        boolean changed = false;
        for (Json before : array) {
            Json after = replace(before, replacements);
            changed |= after != before;
            values.add(after);
        }
        return changed ? new JsonArray(values) : array;
    }

    private static boolean mayBeReplaced(String text) {
        return text.startsWith("urn:") || text.startsWith("http") || isConditional(text);
    }

    /** {@code Type?criteria}. */
    static boolean isConditional(String reference) {
        int mark = reference.indexOf('?');
        if (mark <= 0 || mark > 40 || !Character.isUpperCase(reference.charAt(0))) {
            return false;
        }
        for (int i = 1; i < mark; i++) {
            if (!Character.isLetter(reference.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
