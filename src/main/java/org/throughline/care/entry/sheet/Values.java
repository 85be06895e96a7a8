package org.throughline.care.entry.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Concept;

/**
 * What the fields of a sheet hold, by their names.
 *
 * @param texts days as FHIR dates, choices as their codes, all else as it is read; empty for nothing
 * @param concepts what {@link Field.Kind#WORDS} mean
 */
public record Values(Map<String, String> texts, Map<String, Concept> concepts) {
    public Values {
        texts = Map.copyOf(texts);
        concepts = Map.copyOf(concepts);
    }

    static Values of(String... namesAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return new Values(texts, Map.of());
    }

    Values with(String name, Concept concept) {
        Map<String, Concept> more = new LinkedHashMap<>(concepts);
        more.put(name, concept);
        return new Values(texts, more);
    }

    public String text(String name) {
        Concept concept = concepts.get(name);
        return concept == null ? texts.getOrDefault(name, "") : concept.text();
    }

    /** What words mean; without codes where they have none. */
    public Concept concept(String name) {
        Concept concept = concepts.get(name);
        return concept == null ? new Concept(text(name), List.of()) : concept;
    }
}
