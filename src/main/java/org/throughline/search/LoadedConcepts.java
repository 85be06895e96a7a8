package org.throughline.search;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Expansion;
import org.throughline.fhir.definitions.Terminology;
import org.throughline.fhir.definitions.ValueSet;
import org.throughline.search.query.Concepts;

/**
 * Code systems and value sets as they are loaded.
 *
 * @param terminology asked at each use, because packages may be loaded while the server runs
 */
public record LoadedConcepts(Supplier<Terminology> terminology) implements Concepts {

    @Override
    public @Nullable List<Concept> valueSet(String url) {
        Terminology loaded = terminology.get();
        ValueSet valueSet = loaded.valueSet(url);
        if (valueSet == null) {
            return null;
        }
        Expansion expansion = loaded.expand(valueSet);
        return expansion.missing().isEmpty()
                ? expansion.codes().stream()
                        .map(coded -> new Concept(coded.system(), coded.code()))
                        .toList()
                : null;
    }

    @Override
    public @Nullable List<Concept> below(String system, String code) {
        CodeSystem loaded = terminology.get().codeSystem(system);
        return loaded == null ? null : concepts(system, loaded.selfAndBelow(code));
    }

    @Override
    public @Nullable List<Concept> above(String system, String code) {
        CodeSystem loaded = terminology.get().codeSystem(system);
        return loaded == null ? null : concepts(system, loaded.selfAndAbove(code));
    }

    private static List<Concept> concepts(String system, Collection<String> codes) {
        return codes.stream().map(code -> new Concept(system, code)).toList();
    }
}
