package org.throughline.care.chart;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/** Reads what FHIR's common datatypes say, in words. */
final class Concepts {
    private static final Pattern SEMANTIC_TAG = Pattern.compile(
            " \\((?:disorder|finding|situation|procedure|morphologic abnormality|event|substance|organism|product|physical object|environment|occupation|person|qualifier value|record artifact|regime/therapy)\\)$");

    private Concepts() {}

    /**
     * A CodeableConcept in the words of the clinic: its text, else the first display, else the first code, without the
     * semantic tag that ends SNOMED CT's full names; empty when it has none.
     */
    static String words(@Nullable JsonObject concept) {
        return SEMANTIC_TAG.matcher(wording(concept)).replaceFirst("");
    }

    private static String wording(@Nullable JsonObject concept) {
        if (concept == null) {
            return "";
        }
        String text = concept.text("text");
        if (text != null) {
            return text;
        }
        for (JsonObject coding : concept.objects("coding")) {
            String display = coding.text("display");
            if (display != null) {
                return display;
            }
        }
        return concept.objects("coding").stream()
                .map(coding -> coding.text("code"))
                .filter(code -> code != null)
                .findFirst()
                .orElse("");
    }

    /** Whether a CodeableConcept holds this code, of whatever system. */
    static boolean has(@Nullable JsonObject concept, String code) {
        return concept != null
                && concept.objects("coding").stream().anyMatch(coding -> code.equals(coding.text("code")));
    }

    /** The first code of a system; empty when there is none. */
    static String code(@Nullable JsonObject concept, String system) {
        return concept == null
                ? ""
                : concept.objects("coding").stream()
                        .filter(coding -> system.equals(coding.text("system")))
                        .map(coding -> or(coding.text("code"), ""))
                        .findFirst()
                        .orElse("");
    }

    /** The first code with its system; empty when there is none. */
    static String any(@Nullable JsonObject concept) {
        return concept == null
                ? ""
                : concept.objects("coding").stream()
                        .filter(coding -> coding.text("code") != null)
                        .map(coding -> or(coding.text("system"), "") + "|" + coding.text("code"))
                        .findFirst()
                        .orElse("");
    }

    /** The display of a Reference; empty when it has none. */
    static String display(@Nullable JsonObject reference) {
        return reference == null ? "" : or(reference.text("display"), "");
    }

    static @Nullable JsonObject first(List<JsonObject> list) {
        return list.isEmpty() ? null : list.getFirst();
    }

    /** The first of these members that is a text. */
    static String firstText(JsonObject resource, String... members) {
        for (String member : members) {
            String text = resource.text(member);
            if (text != null) {
                return text;
            }
        }
        return "";
    }

    static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
