package org.throughline.care.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/**
 * What is meant, in words and in codes.
 *
 * @param text as it was typed or chosen
 * @param codings none when it is only words
 */
public record Concept(String text, List<Coding> codings) {
    public static final Concept NONE = new Concept("", List.of());

    public Concept {
        codings = List.copyOf(codings);
    }

    /** A code of a system, given by its URI. */
    public record Coding(String system, String code, String display) {
        JsonObject json() {
            return JsonObject.builder()
                    .add("system", system)
                    .add("code", code)
                    .addIfPresent("display", display.isEmpty() ? null : display)
                    .build();
        }
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** A CodeableConcept. */
    JsonObject json() {
        JsonObject.Builder concept = JsonObject.builder();
        if (!codings.isEmpty()) {
            concept.add(
                    "coding", new JsonArray(codings.stream().<Json>map(Coding::json).toList()));
        }
        return concept.add("text", text).build();
    }

    /** What a CodeableConcept says. */
    static Concept of(@Nullable JsonObject concept) {
        if (concept == null) {
            return NONE;
        }
        List<Coding> codings = concept.objects("coding").stream()
                .filter(coding -> coding.text("system") != null && coding.text("code") != null)
                .map(coding -> new Coding(text(coding, "system"), text(coding, "code"), text(coding, "display")))
                .toList();
        String text = text(concept, "text");
        return new Concept(
                text.isEmpty() && !codings.isEmpty() ? codings.getFirst().display() : text, codings);
    }

    /** A CodeableConcept of one code. */
    static JsonObject of(String system, String code, String display) {
        return JsonObject.of("coding", JsonArray.of(new Coding(system, code, display).json()));
    }

    /** The first code of a system in a CodeableConcept; empty when there is none. */
    static String code(@Nullable JsonObject concept, String system) {
        return of(concept).codings().stream()
                .filter(coding -> coding.system().equals(system))
                .map(Coding::code)
                .findFirst()
                .orElse("");
    }

    static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
