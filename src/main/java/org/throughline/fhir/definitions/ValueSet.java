package org.throughline.fhir.definitions;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value set as it is defined, see <a href="https://hl7.org/fhir/R4/valueset.html">ValueSet.compose</a>. */
public record ValueSet(
        String url, String version, String name, String title, List<Rule> includes, List<Rule> excludes) {
    public ValueSet {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /**
     * One include or exclude: the codes of a system that pass its list and filters and that are in all its value sets.
     *
     * @param concepts the codes that it lists; empty for all of the system
     * @param valueSets canonical addresses without versions
     */
    public record Rule(@Nullable String system, List<Coded> concepts, List<Filter> filters, List<String> valueSets) {
        public Rule {
            concepts = List.copyOf(concepts);
            filters = List.copyOf(filters);
            valueSets = List.copyOf(valueSets);
        }
    }

    /** A code of some system with the name to show. */
    public record Coded(
            String system, String code, @Nullable String display) {}

    /** A condition on a system's codes, for example {@code concept is-a _ActMood}. */
    public record Filter(String property, String op, String value) {
        private static final Set<String> OPERATORS =
                Set.of("is-a", "descendent-of", "is-not-a", "generalizes", "in", "not-in", "=");

        /** Whether it is about codes and their hierarchy, so that every system can apply it. */
        public boolean isOfConcepts() {
            return (property.equals("concept") || property.equals("code")) && OPERATORS.contains(op);
        }
    }
}
