package org.throughline.terminology;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a catalogue that a person can choose.
 *
 * @param name what a clinician calls it; no two entries of a catalogue share one
 * @param kind the part of the catalogue it is in: of a problem its chapter, of an allergen its category in FHIR
 *     ({@code food}, {@code medication}, {@code environment}, {@code biologic}), of a reaction {@code severe} when it is
 *     dangerous by nature and else {@code common}
 * @param codings its codes, the preferred one first; empty when no code fits and the name must do
 * @param matched the synonym, publisher's name or code that fits what was typed; null when its own name fits, or no single one of them
 */
public record Entry(
        String name,
        String kind,
        List<Coding> codings,
        @Nullable String matched) {
    public Entry {
        codings = List.copyOf(codings);
    }

    /** Its code in a code system, when it has one there. */
    public Optional<Coding> coding(String system) {
        return codings.stream().filter(each -> each.system().equals(system)).findFirst();
    }

    Entry matchedBy(@Nullable String text) {
        return new Entry(name, kind, codings, text);
    }
}
