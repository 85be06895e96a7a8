package org.throughline.search.parameter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.fhir.definitions.Definitions;
import org.throughline.fhir.definitions.SearchParameterDefinition;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.search.parameter.Expressions.Alternative;

/** The parameters and paths of one resource type. */
final class TypeParameters {
    private final Definitions definitions;
    private final TypeDefinition type;
    private final boolean findsWords;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, IndexedPath> paths = new LinkedHashMap<>();

    TypeParameters(Definitions definitions, TypeDefinition type, boolean findsWords) {
        this.findsWords = findsWords;
        this.definitions = definitions;
        this.type = type;
        definitions.searchParameters(type.name()).forEach(this::add);
        AccessPaths.of(type.name()).forEach(this::addPath);
    }

    /** A path that is indexed and that nobody searches by. */
    private void addPath(String expression) {
        Path path = Path.of(type.name(), expression);
        paths.merge(
                expression,
                new IndexedPath(path, expression, Set.of(SearchType.REFERENCE), List.of()),
                TypeParameters::both);
    }

    Map<String, Parameter> parameters() {
        return parameters;
    }

    Collection<IndexedPath> paths() {
        return paths.values();
    }

    private void add(SearchParameterDefinition definition) {
        String expression = definition.expression();
        if (Parameter.WORDS.contains(definition.code())) {
            addWords(definition.code());
        }
        // Two of the columns of a resource, which need no index rows.
        if (expression == null
                || definition.code().equals("_id")
                || definition.code().equals("_lastUpdated")) {
            return;
        }
        List<IndexedPath.Component> components = definition.components().stream()
                .map(part -> new IndexedPath.Component(
                        Expressions.alternatives(part.expression()).stream()
                                .map(Alternative::expression)
                                .collect(Collectors.joining(" | ")),
                        partType(part)))
                .toList();
        List<Parameter.Source> sources = new ArrayList<>();
        for (Alternative alternative : Expressions.alternatives(expression)) {
            if (startsHere(alternative) && !isSeries(alternative)) {
                Path path = Path.of(type.name(), alternative.expression() + suffix(components));
                sources.add(new Parameter.Source(path, alternative.target()));
                paths.merge(
                        path.expression(),
                        new IndexedPath(path, alternative.expression(), Set.of(definition.type()), components),
                        TypeParameters::both);
            }
        }
        if (!sources.isEmpty()) {
            parameters.put(definition.code(), parameter(definition, sources));
        }
    }

    private void addWords(String code) {
        if (findsWords) {
            Parameter.Source source = new Parameter.Source(Path.of(type.name(), code), null);
            parameters.put(code, new Parameter(code, SearchType.SPECIAL, List.of(source), List.of(), List.of()));
        }
    }

    private Parameter parameter(SearchParameterDefinition definition, List<Parameter.Source> sources) {
        List<Parameter> parts = definition.components().stream()
                .map(part -> new Parameter(definition.code(), partType(part), List.of(), targets(part), List.of()))
                .toList();
        return new Parameter(definition.code(), definition.type(), distinct(sources), definition.targets(), parts);
    }

    private static List<Parameter.Source> distinct(List<Parameter.Source> sources) {
        return sources.stream().distinct().toList();
    }

    private static String suffix(List<IndexedPath.Component> components) {
        return components.stream()
                .map(part -> "$" + part.expression() + ":" + part.type().code())
                .collect(Collectors.joining());
    }

    private static IndexedPath both(IndexedPath one, IndexedPath other) {
        Set<SearchType> types = EnumSet.copyOf(one.types());
        types.addAll(other.types());
        return new IndexedPath(one.path(), one.expression(), types, one.components());
    }

    /** Whether an alternative is about this type: a parameter of many types has alternatives for each. */
    private boolean startsHere(Alternative alternative) {
        String head = alternative.head();
        return head.isEmpty() || Character.isLowerCase(head.charAt(0)) || type.is(head);
    }

    /** A series of samples is not one quantity that could be compared. */
    private static boolean isSeries(Alternative alternative) {
        return alternative.expression().endsWith(".ofType(SampledData)");
    }

    private SearchType partType(SearchParameterDefinition.Component part) {
        SearchParameterDefinition definition = definitions.searchParameter(part.definition());
        return definition == null ? SearchType.STRING : definition.type();
    }

    private List<String> targets(SearchParameterDefinition.Component part) {
        SearchParameterDefinition definition = definitions.searchParameter(part.definition());
        return definition == null ? List.of() : definition.targets();
    }
}
