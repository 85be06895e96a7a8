package org.throughline.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Concept;
import org.throughline.fhir.definitions.Terminology;

/** Entries beyond a catalogue: the codes of code systems that an operator has loaded. */
record LoadedEntries(Supplier<Terminology> terminology, List<Beyond> parts) {
    /** None at all. */
    static final LoadedEntries NONE = new LoadedEntries(() -> new Terminology(List.of(), List.of()), List.of());

    private static final int SHORTEST = 3;
    private static final int MOST_NAMED = 50;

    LoadedEntries {
        parts = List.copyOf(parts);
    }

    /** Those that fit what is typed, of the first code system first; none for fewer than three letters. */
    List<Entry> find(String typed, int most) {
        List<Entry> found = new ArrayList<>();
        for (Beyond part : typed.strip().length() < SHORTEST ? List.<Beyond>of() : parts) {
            if (found.size() < most) {
                found.addAll(find(part, typed, most - found.size()));
            }
        }
        return found;
    }

    private List<Entry> find(Beyond part, String typed, int most) {
        CodeSystem system = system(part);
        return system == null
                ? List.of()
                : system.findActive(typed, part.filters(), 0, most).concepts().stream()
                        .map(each ->
                                entry(system, each).matchedBy(system.header().title() + " " + each.code()))
                        .toList();
    }

    /** The one of exactly this name. */
    Optional<Entry> named(String name) {
        return parts.stream().flatMap(part -> named(part, name).stream()).findFirst();
    }

    private Optional<Entry> named(Beyond part, String name) {
        CodeSystem system = system(part);
        return system == null
                ? Optional.empty()
                : system.findActive(name, part.filters(), 0, MOST_NAMED).concepts().stream()
                        .filter(each -> name.equals(each.display()))
                        .findFirst()
                        .map(each -> entry(system, each));
    }

    /** The code system of a part; null when it is not loaded, or without the hierarchy that tells the part. */
    private @Nullable CodeSystem system(Beyond part) {
        CodeSystem system = terminology.get().codeSystem(part.system());
        return system == null || part.below().isEmpty() || system.concept(part.below()) != null ? system : null;
    }

    private static Entry entry(CodeSystem system, Concept concept) {
        String name = Objects.requireNonNullElse(concept.display(), concept.code());
        return new Entry(name, "", List.of(new Coding(system.url(), concept.code(), name)), null);
    }
}
