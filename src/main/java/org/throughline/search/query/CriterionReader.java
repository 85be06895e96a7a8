package org.throughline.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.reference.References;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.Concepts.Concept;
import org.throughline.search.query.Criterion.Link;
import org.throughline.search.query.Criterion.StringMatch;
import org.throughline.search.query.Criterion.Token;
import org.throughline.search.query.Criterion.UriMatch;
import org.throughline.search.value.Folding;

/**
 * Reads one condition of a query: the name with its chain, {@code _has} and modifier, and the values.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html">Search</a>
 */
final class CriterionReader {
    private static final int DEPTH = 8;

    private final Registry registry;
    private final Types types;
    private final References references;
    private final Concepts concepts;

    CriterionReader(Registry registry, Types types, References references, Concepts concepts) {
        this.registry = registry;
        this.types = types;
        this.references = references;
        this.concepts = concepts;
    }

    /**
     * The condition on resources of these types; null when its first parameter's name is not known there.
     *
     * @param argument as it was written, for refusals
     */
    @Nullable
    Criterion read(List<String> on, Argument argument) {
        return read(on, argument.name(), argument, 0);
    }

    private @Nullable Criterion read(List<String> on, String name, Argument argument, int depth) {
        if (depth > DEPTH) {
            throw Wrong.chain(argument.name(), "a chain has at most " + DEPTH + " steps");
        }
        if (name.startsWith("_has:") || name.equals("_has")) {
            return has(on, name, argument, depth);
        }
        int dot = name.indexOf('.');
        String head = dot < 0 ? name : name.substring(0, dot);
        int colon = head.indexOf(':');
        String code = colon < 0 ? head : head.substring(0, colon);
        String modifier = colon < 0 ? "" : head.substring(colon + 1);
        if (dot < 0 && (code.equals("_id") || code.equals("_lastUpdated"))) {
            return column(code, modifier, argument);
        }
        if (name.equals("_list")) {
            return inList(argument);
        }
        Parameter parameter = registry.parameter(on, code);
        if (parameter == null) {
            return null;
        }
        return dot < 0
                ? condition(parameter, modifier, argument)
                : chain(parameter, modifier, name.substring(dot + 1), argument, depth);
    }

    private Criterion column(String code, String modifier, Argument argument) {
        if (!modifier.isEmpty()) {
            throw Wrong.modifier(argument.name(), "none");
        }
        ValueReader values = values(argument);
        return code.equals("_id")
                ? new Criterion.Ids(values.each(argument.value(), Escapes::unescape))
                : new Criterion.Updated(values.each(argument.value(), values::time));
    }

    /** What a List's entries point to. */
    private Criterion inList(Argument argument) {
        Parameter item = Objects.requireNonNull(registry.parameter(List.of("List"), "item"));
        List<String> ids = values(argument).each(argument.value(), Escapes::unescape);
        if (ids.stream().anyMatch(id -> id.startsWith("$"))) {
            throw Wrong.value(argument.name(), "must be the ids of List resources; there are no functional lists here");
        }
        return new Criterion.Has("List", item, new Criterion.Ids(ids));
    }

    private Criterion has(List<String> on, String name, Argument argument, int depth) {
        String[] parts = name.split(":", 4);
        if (parts.length != 4 || parts[3].isEmpty() || !types.isResourceType(parts[1])) {
            throw Wrong.chain(argument.name(), "_has is written _has:Type:reference:parameter");
        }
        Parameter reference = registry.parameter(List.of(parts[1]), parts[2]);
        if (reference == null || reference.type() != SearchType.REFERENCE) {
            throw Wrong.chain(argument.name(), parts[1] + " has no reference parameter '" + parts[2] + "'");
        }
        if (on.stream().noneMatch(reference::mayPointTo)) {
            throw Wrong.chain(argument.name(), "'" + parts[2] + "' of " + parts[1] + " never points here");
        }
        Criterion condition = read(List.of(parts[1]), parts[3], argument, depth + 1);
        if (condition == null) {
            throw Wrong.chain(argument.name(), parts[1] + " has no parameter '" + parts[3] + "'");
        }
        return new Criterion.Has(parts[1], reference, condition);
    }

    private Criterion chain(Parameter parameter, String type, String rest, Argument argument, int depth) {
        if (parameter.type() != SearchType.REFERENCE) {
            throw Wrong.chain(argument.name(), "'" + parameter.name() + "' is not a reference");
        }
        if (!type.isEmpty()) {
            requireTarget(parameter, type, argument);
        }
        List<Link> links = new ArrayList<>();
        for (String target : type.isEmpty() ? types.resourceTypes() : List.of(type)) {
            if (parameter.mayPointTo(target)) {
                Criterion condition = read(List.of(target), rest, argument, depth + 1);
                if (condition != null) {
                    links.add(new Link(target, condition));
                }
            }
        }
        if (links.isEmpty()) {
            throw Wrong.chain(argument.name(), "there is no parameter '" + rest + "' where it leads");
        }
        return new Criterion.Chain(parameter, links);
    }

    private void requireTarget(Parameter parameter, String type, Argument argument) {
        if (!types.isResourceType(type) || !parameter.mayPointTo(type)) {
            throw Wrong.modifier(argument.name(), "a resource type that '" + parameter.name() + "' may point to");
        }
    }

    private Criterion condition(Parameter parameter, String modifier, Argument argument) {
        ValueReader values = values(argument);
        if (modifier.isEmpty()) {
            return values.plain(parameter, argument.value());
        }
        if (parameter.isOfWords()) {
            throw Wrong.modifier(argument.name(), "none");
        }
        if (modifier.equals("missing")) {
            return new Criterion.Missing(parameter, yes(argument));
        }
        return switch (parameter.type()) {
            case STRING -> string(parameter, modifier, values, argument);
            case TOKEN -> token(parameter, modifier, values, argument);
            case REFERENCE -> reference(parameter, modifier, values, argument);
            case URI -> uri(parameter, modifier, values, argument);
            case NUMBER, DATE, QUANTITY, COMPOSITE, SPECIAL -> throw Wrong.modifier(argument.name(), "missing");
        };
    }

    private static boolean yes(Argument argument) {
        return switch (argument.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Wrong.value(argument.name(), "must be true or false");
        };
    }

    private static Criterion string(Parameter parameter, String modifier, ValueReader values, Argument argument) {
        StringMatch match = switch (modifier) {
            case "exact" -> StringMatch.EXACT;
            case "contains" -> StringMatch.CONTAINS;
            default -> throw Wrong.modifier(argument.name(), "missing, exact, contains");
        };
        return values.strings(parameter, match, argument.value());
    }

    private static Criterion uri(Parameter parameter, String modifier, ValueReader values, Argument argument) {
        UriMatch match = switch (modifier) {
            case "above" -> UriMatch.ABOVE;
            case "below" -> UriMatch.BELOW;
            default -> throw Wrong.modifier(argument.name(), "missing, above, below");
        };
        return new Criterion.Uris(parameter, match, values.each(argument.value(), Escapes::unescape));
    }

    private Criterion reference(Parameter parameter, String modifier, ValueReader values, Argument argument) {
        if (modifier.equals("identifier")) {
            return new Criterion.ReferenceIdentifiers(parameter, values.each(argument.value(), values::token));
        }
        if (!types.isResourceType(modifier)) {
            throw Wrong.modifier(argument.name(), "missing, identifier, or a resource type");
        }
        requireTarget(parameter, modifier, argument);
        return new Criterion.References(parameter, values.references(modifier, argument.value()));
    }

    private Criterion token(Parameter parameter, String modifier, ValueReader values, Argument argument) {
        String value = argument.value();
        return switch (modifier) {
            case "not" -> new Criterion.Not(values.plain(parameter, value));
            case "text" ->
                new Criterion.TokenTexts(parameter, values.each(value, text -> Folding.fold(Escapes.unescape(text))));
            case "of-type" -> new Criterion.TypedIdentifiers(parameter, values.each(value, values::typedIdentifier));
            case "in" -> new Criterion.Tokens(parameter, inValueSets(values, argument));
            case "not-in" -> new Criterion.Not(new Criterion.Tokens(parameter, inValueSets(values, argument)));
            case "below" -> new Criterion.Tokens(parameter, related(values, argument, concepts::below));
            case "above" -> new Criterion.Tokens(parameter, related(values, argument, concepts::above));
            default -> throw Wrong.modifier(argument.name(), "missing, not, text, in, not-in, above, below, of-type");
        };
    }

    private List<Token> inValueSets(ValueReader values, Argument argument) {
        return values.each(argument.value(), Escapes::unescape).stream()
                .flatMap(url ->
                        tokens(concepts.valueSet(url), argument, "names a value set that is not loaded").stream())
                .distinct()
                .toList();
    }

    private List<Token> related(
            ValueReader values, Argument argument, BiFunction<String, String, @Nullable List<Concept>> relation) {
        return values.each(argument.value(), values::token).stream()
                .flatMap(token -> {
                    String system = Objects.requireNonNullElse(token.system(), "");
                    if (system.isEmpty() || token.code() == null) {
                        throw Wrong.value(argument.name(), "must be system|code");
                    }
                    return tokens(
                            relation.apply(system, token.code()), argument, "names a code system that is not loaded")
                            .stream();
                })
                .distinct()
                .toList();
    }

    private static List<Token> tokens(@Nullable List<Concept> concepts, Argument argument, String otherwise) {
        if (concepts == null) {
            throw Wrong.value(argument.name(), otherwise);
        }
        return concepts.stream()
                .map(concept -> new Token(concept.system(), concept.code()))
                .toList();
    }

    private ValueReader values(Argument argument) {
        return new ValueReader(types, references, argument.name());
    }
}
