package org.throughline.care.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;

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

    private static JsonObject json(Coding coding) {
        return JsonObject.builder()
                .add("system", coding.system())
                .add("code", coding.code())
                .addIfPresent("display", coding.display().isEmpty() ? null : coding.display())
                .build();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** A CodeableConcept. */
    public JsonObject json() {
        JsonObject.Builder concept = JsonObject.builder();
        if (!codings.isEmpty()) {
            concept.add(
                    "coding",
                    new JsonArray(codings.stream().<Json>map(Concept::json).toList()));
        }
        return concept.add("text", text).build();
    }

    /** What a CodeableConcept says. */
    public static Concept of(@Nullable JsonObject concept) {
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
    public static JsonObject of(String system, String code, String display) {
        return JsonObject.of("coding", JsonArray.of(json(new Coding(system, code, display))));
    }

    /** The first code of a system in a CodeableConcept; empty when there is none. */
    public static String code(@Nullable JsonObject concept, String system) {
        return of(concept).codings().stream()
                .filter(coding -> coding.system().equals(system))
                .map(Coding::code)
                .findFirst()
                .orElse("");
    }

    public static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
