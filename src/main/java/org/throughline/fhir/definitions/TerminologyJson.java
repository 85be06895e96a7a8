package org.throughline.fhir.definitions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.ValueSet.Coded;
import org.throughline.fhir.definitions.ValueSet.Filter;
import org.throughline.fhir.definitions.ValueSet.Rule;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;

/** Reads CodeSystem and ValueSet resources that have passed validation. */
public final class TerminologyJson {
    private TerminologyJson() {}

    public static CodeSystem codeSystem(JsonObject resource) {
        Map<String, Concept> concepts = new LinkedHashMap<>();
        resource.objects("concept").forEach(concept -> add(concept, List.of(), concepts));
        return new ListedSystem(
                new CodeSystem.Header(
                        text(resource, "url"),
                        text(resource, "version"),
                        text(resource, "name"),
                        title(resource),
                        "complete".equals(resource.text("content")),
                        "true".equals(String.valueOf(resource.get("caseSensitive")))),
                concepts.values());
    }

    private static void add(JsonObject concept, List<String> nestedIn, Map<String, Concept> concepts) {
        String code = text(concept, "code");
        List<String> parents = Stream.concat(
                        nestedIn.stream(),
                        concept.objects("property").stream()
                                .filter(property ->
                                        Set.of("subsumedBy", "parent").contains(text(property, "code")))
                                .map(property -> text(property, "valueCode")))
                .filter(parent -> !parent.isEmpty())
                .distinct()
                .toList();
        concepts.put(code, new Concept(code, concept.text("display"), concept.text("definition"), parents));
        concept.objects("concept").forEach(child -> add(child, List.of(code), concepts));
    }

    /** A value set without a definition ({@code compose}) is one of the codes of its expansion. */
    public static ValueSet valueSet(JsonObject resource) {
        JsonObject compose = resource.object("compose");
        return new ValueSet(
                text(resource, "url"),
                text(resource, "version"),
                text(resource, "name"),
                title(resource),
                compose == null ? expanded(resource) : rules(compose.objects("include")),
                compose == null ? List.of() : rules(compose.objects("exclude")));
    }

    private static List<Rule> expanded(JsonObject resource) {
        JsonObject expansion = resource.object("expansion");
        Map<String, List<Coded>> bySystem = new LinkedHashMap<>();
        if (expansion != null) {
            expansion.objects("contains").forEach(contained -> addContained(contained, bySystem));
        }
        return bySystem.entrySet().stream()
                .map(system -> new Rule(system.getKey(), system.getValue(), List.of(), List.of()))
                .toList();
    }

    private static void addContained(JsonObject contained, Map<String, List<Coded>> bySystem) {
        if (contained.has("code")) {
            String system = text(contained, "system");
            bySystem.computeIfAbsent(system, ignored -> new ArrayList<>())
                    .add(new Coded(system, text(contained, "code"), contained.text("display")));
        }
        contained.objects("contains").forEach(child -> addContained(child, bySystem));
    }

    private static List<Rule> rules(List<JsonObject> rules) {
        return rules.stream().map(TerminologyJson::rule).toList();
    }

    private static Rule rule(JsonObject rule) {
        @Nullable String system = rule.text("system");
        return new Rule(
                system,
                rule.objects("concept").stream()
                        .map(concept -> new Coded(
                                Objects.requireNonNullElse(system, ""), text(concept, "code"), concept.text("display")))
                        .toList(),
                rule.objects("filter").stream()
                        .map(filter -> new Filter(text(filter, "property"), text(filter, "op"), text(filter, "value")))
                        .toList(),
                rule.list("valueSet").stream()
                        .map(Json::toString)
                        .map(Terminology::unversioned)
                        .toList());
    }

    private static String title(JsonObject resource) {
        String title = resource.text("title");
        return title == null ? text(resource, "name") : title;
    }

    private static String text(JsonObject object, String name) {
        return Objects.requireNonNullElse(object.text(name), "");
    }
}
