package org.throughline.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Finds and replaces the references inside a resource: {@code urn:uuid:…} of another entry of the transaction wherever
 * it stands, and in {@code reference} elements conditional ones ({@code Practitioner?identifier=…}) and relative ones,
 * which in an entry that comes from another server mean a resource of that server.
 *
 * @param replacements what stands in place of what
 * @param root the address of the server that the resource comes from, with a slash at its end; empty when it says none
 * @see <a href="https://hl7.org/fhir/R4/http.html#trules">Transaction processing rules</a>
 * @see <a href="https://hl7.org/fhir/R4/bundle.html#references">Resolving references in Bundles</a>
 */
@SuppressWarnings("ReferenceEquality") // the same tree means that nothing in it was replaced
record References(Map<String, String> replacements, String root) {
    private static final Pattern RESTFUL = Pattern.compile("(https?://.+/)([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}");

    /** The root of a full URL that is an address of a resource on a server; empty for any other. */
    static String root(@Nullable String fullUrl, Types types) {
        if (fullUrl == null) {
            return "";
        }
        java.util.regex.Matcher restful = RESTFUL.matcher(fullUrl);
        return restful.matches() && types.isResourceType(restful.group(2)) ? restful.group(1) : "";
    }

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

    /** The tree with what is to be replaced replaced; the same tree when there is nothing. */
    Json replace(Json tree) {
        return switch (tree) {
            case JsonObject object -> replaceIn(object);
            case JsonArray array -> replaceIn(array);
            case JsonString(String text) -> {
                String replacement = mayBeReplaced(text) ? replacements.get(text) : null;
                yield replacement == null ? tree : new JsonString(replacement);
            }
            default -> tree;
        };
    }

    private JsonObject replaceIn(JsonObject object) {
        JsonObject result = object;
        for (int i = 0; i < object.size(); i++) {
            Json before = object.valueAt(i);
            Json after = object.nameAt(i).equals("reference") ? replaceReference(before) : replace(before);
            if (after != before) {
                result = result.with(object.nameAt(i), after);
            }
        }
        return result;
    }

    private Json replaceReference(Json value) {
        String replacement =
                root.isEmpty() || !(value instanceof JsonString(String text)) ? null : replacements.get(root + text);
        return replacement == null ? replace(value) : new JsonString(replacement);
    }

    private JsonArray replaceIn(JsonArray array) {
        List<Json> values = new ArrayList<>(array.size());
        boolean changed = false;
        for (Json before : array) {
            Json after = replace(before);
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
