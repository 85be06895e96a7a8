package org.throughline.fhir.definitions.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Concept;
import org.throughline.fhir.definitions.ListedSystem;
import org.throughline.fhir.definitions.Terminology;
import org.throughline.fhir.definitions.ValueSet;
import org.throughline.fhir.definitions.ValueSet.Coded;
import org.throughline.fhir.definitions.ValueSet.Filter;
import org.throughline.fhir.definitions.ValueSet.Rule;

/** Reads CodeSystem and ValueSet resources. */
final class TerminologySource {
    private final List<CodeSystem> codeSystems = new ArrayList<>();
    private final List<ValueSet> valueSets = new ArrayList<>();

    Terminology terminology() {
        return new Terminology(codeSystems, valueSets);
    }

    void addCodeSystem(Xml resource) {
        Map<String, Concept> concepts = new LinkedHashMap<>();
        resource.all("concept").forEach(concept -> addConcept(concept, List.of(), concepts));
        codeSystems.add(new ListedSystem(
                new CodeSystem.Header(
                        resource.require("url"),
                        resource.text("version", ""),
                        resource.text("name", ""),
                        resource.text("title", resource.text("name", "")),
                        "complete".equals(resource.text("content")),
                        resource.isTrue("caseSensitive")),
                concepts.values()));
    }

    /** Nesting gives a parent; v3's systems name further ones in the property {@code subsumedBy}. */
    private static void addConcept(Xml concept, List<String> nestedIn, Map<String, Concept> concepts) {
        String code = concept.require("code");
        List<String> parents = Stream.concat(
                        nestedIn.stream(),
                        concept.all("property")
                                .filter(property ->
                                        Set.of("subsumedBy", "parent").contains(property.text("code", "")))
                                .map(property -> property.text("valueCode", "")))
                .filter(parent -> !parent.isEmpty())
                .distinct()
                .toList();
        concepts.put(code, new Concept(code, concept.text("display"), concept.text("definition"), parents));
        concept.all("concept").forEach(child -> addConcept(child, List.of(code), concepts));
    }

    void addValueSet(Xml resource) {
        Xml compose = resource.first("compose");
        if (compose != null) {
            valueSets.add(new ValueSet(
                    resource.require("url"),
                    resource.text("version", ""),
                    resource.text("name", ""),
                    resource.text("title", resource.text("name", "")),
                    compose.all("include").map(TerminologySource::rule).toList(),
                    compose.all("exclude").map(TerminologySource::rule).toList()));
        }
    }

    private static Rule rule(Xml rule) {
        String system = rule.text("system");
        return new Rule(
                system,
                rule.all("concept")
                        .map(concept -> new Coded(
                                Objects.requireNonNull(system), concept.require("code"), concept.text("display")))
                        .toList(),
                rule.all("filter")
                        .map(filter ->
                                new Filter(filter.require("property"), filter.require("op"), filter.text("value", "")))
                        .toList(),
                rule.all("valueSet")
                        .map(set -> Objects.requireNonNull(set.value()).split("\\|", 2)[0])
                        .toList());
    }
}
