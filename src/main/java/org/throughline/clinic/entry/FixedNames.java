package org.throughline.clinic.entry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.throughline.care.entry.Concept;

/** A few names with their codes, found by what they contain. */
public record FixedNames(List<Concept> concepts) implements Vocabulary {
    public FixedNames {
        concepts = List.copyOf(concepts);
    }

    @Override
    public List<Suggestion> find(String typed) {
        String part = typed.strip().toLowerCase(Locale.ROOT);
        return concepts.stream()
                .map(Concept::text)
                .filter(text -> text.toLowerCase(Locale.ROOT).contains(part))
                .map(text -> new Suggestion(text, ""))
                .toList();
    }

    @Override
    public Optional<Concept> named(String name) {
        return concepts.stream()
                .filter(concept -> concept.text().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}
