package org.throughline.care.form;

import java.util.List;
import org.throughline.care.entry.Concept;
import org.throughline.terminology.Catalogue;

/** The names that coded fields know: what is typed otherwise stays as words. */
public record Terms(Catalogue problems, Catalogue substances) {

    /** What a name means. */
    public Concept concept(Kind kind, String name) {
        Catalogue names = kind == Kind.ALLERGY ? substances : problems;
        return names.named(name)
                .map(entry -> new Concept(entry.name(), entry.codings()))
                .orElseGet(() -> new Concept(name, List.of()));
    }
}
