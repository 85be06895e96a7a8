package org.throughline.fhir.definitions;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.fhir.definitions.ValueSet.Coded;
import org.throughline.fhir.definitions.ValueSet.Rule;

/**
 * The codes of a value set, worked out.
 *
 * @param codes in the order of the definition, each once
 * @param missing what would have been needed and is not held (code systems, value sets, filters); the expansion is whole
 *     only when it is empty
 */
public record Expansion(List<Coded> codes, List<String> missing) {
    public Expansion {
        codes = List.copyOf(codes);
        missing = List.copyOf(missing);
    }

    static Expansion of(ValueSet valueSet, Terminology terminology) {
        return new Work(terminology).expand(valueSet);
    }

    private record Key(String system, String code) {}

    /** One expansion under way; it knows which value sets it is inside of, so that a circle ends. */
    private static final class Work {
        private final Terminology terminology;
        private final Set<String> missing = new LinkedHashSet<>();
        private final Set<String> inside = new LinkedHashSet<>();

        Work(Terminology terminology) {
            this.terminology = terminology;
        }

        Expansion expand(ValueSet valueSet) {
            return new Expansion(List.copyOf(codes(valueSet).values()), List.copyOf(missing));
        }

        private Map<Key, Coded> codes(ValueSet valueSet) {
            Map<Key, Coded> found = new LinkedHashMap<>();
            if (!inside.add(valueSet.url())) {
                return found;
            }
            valueSet.includes().forEach(rule -> found.putAll(codes(rule)));
            valueSet.excludes()
                    .forEach(rule -> found.keySet().removeAll(codes(rule).keySet()));
            inside.remove(valueSet.url());
            return found;
        }

        private Map<Key, Coded> codes(Rule rule) {
            Map<Key, Coded> found = new LinkedHashMap<>();
            List<String> sets = rule.valueSets();
            if (rule.system() != null) {
                ofSystem(rule, rule.system()).forEach(coded -> found.put(key(coded), coded));
            } else if (!sets.isEmpty()) {
                found.putAll(ofValueSet(sets.getFirst()));
            }
            sets.forEach(url -> found.keySet().retainAll(ofValueSet(url).keySet()));
            return found;
        }

        private static Key key(Coded coded) {
            return new Key(coded.system(), coded.code());
        }

        private Map<Key, Coded> ofValueSet(String url) {
            ValueSet valueSet = terminology.valueSet(url);
            if (valueSet == null) {
                missing.add(url);
                return Map.of();
            }
            return codes(valueSet);
        }

        private List<Coded> ofSystem(Rule rule, String url) {
            if (!rule.concepts().isEmpty()) {
                return rule.concepts();
            }
            CodeSystem system = terminology.codeSystem(url);
            if (system == null || !system.header().complete()) {
                missing.add(url);
                return List.of();
            }
            CodeSystem.Selected selected = system.select(rule.filters());
            missing.addAll(selected.missing());
            return selected.concepts().stream()
                    .map(concept -> new Coded(url, concept.code(), concept.display()))
                    .toList();
        }
    }
}
