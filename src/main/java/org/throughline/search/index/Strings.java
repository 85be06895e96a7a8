package org.throughline.search.index;

import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** The strings in an element: a name's or address's parts, and a name as it is spoken. */
final class Strings {
    private Strings() {}

    static void of(String type, Json json, Consumer<String> found) {
        if (json instanceof JsonString(String text)) {
            offer(text, found);
        } else if (json instanceof JsonObject object) {
            switch (type) {
                case "HumanName" -> name(object, found);
                case "Address" -> address(object, found);
                case "CodeableConcept" -> offer(object.text("text"), found);
                default -> {}
            }
        }
    }

    private static void name(JsonObject name, Consumer<String> found) {
        StringJoiner whole = new StringJoiner(" ");
        each(name, "prefix", found);
        each(name, "given", given -> {
            found.accept(given);
            whole.add(given);
        });
        String family = name.text("family");
        if (family != null) {
            offer(family, found);
            whole.add(family);
        }
        each(name, "suffix", found);
        String text = name.text("text");
        offer(text == null ? whole.toString() : text, found);
    }

    private static void address(JsonObject address, Consumer<String> found) {
        each(address, "line", found);
        for (String part : new String[] {"text", "city", "district", "state", "postalCode", "country"}) {
            offer(address.text(part), found);
        }
    }

    private static void each(JsonObject object, String member, Consumer<String> found) {
        for (Json part : object.list(member)) {
            if (part instanceof JsonString(String text)) {
                offer(text, found);
            }
        }
    }

    private static void offer(@Nullable String text, Consumer<String> found) {
        if (text != null && !text.isBlank()) {
            found.accept(text);
        }
    }
}
