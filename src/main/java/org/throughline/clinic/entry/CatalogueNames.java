package org.throughline.clinic.entry;

import java.util.List;
import java.util.Optional;
import org.throughline.care.entry.Concept;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Entry;

/** The names of a catalogue that comes with the product. */
public record CatalogueNames(Catalogue catalogue) implements Vocabulary {
    private static final int MOST = 12;

    @Override
    public List<Suggestion> find(String typed) {
        return catalogue.find(typed, MOST).stream()
                .map(entry -> new Suggestion(entry.name(), because(entry)))
                .toList();
    }

    private static String because(Entry entry) {
        String matched = entry.matched();
        return matched == null ? "" : matched;
    }

    @Override
    public Optional<Concept> named(String name) {
        return catalogue
                .named(name)
                .or(() -> catalogue.called(name))
                .map(entry -> new Concept(entry.name(), entry.codings()));
    }
}
