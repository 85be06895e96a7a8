package org.throughline.fhir.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A search parameter, see <a href="https://hl7.org/fhir/R4/searchparameter.html">SearchParameter</a>.
 *
 * @param url its canonical address
 * @param code the name in a query: {@code combo-code}
 * @param bases the types it can be used on; {@code Resource} and {@code DomainResource} stand for all of theirs
 * @param expression the FHIRPath of its values over all bases; null for those that are computed otherwise
 *     ({@code _text}, {@code _content}, {@code _query})
 * @param targets for a reference, the types it may point to
 * @param components for a composite, its parts in order
 * @param comparators the prefixes that it takes; empty when it does not say
 * @param modifiers the modifiers that it takes; empty when it does not say
 * @param multipleOr whether {@code a,b} is allowed
 * @param multipleAnd whether it may stand several times in a query
 */
public record SearchParameterDefinition(
        String url,
        String code,
        SearchType type,
        List<String> bases,
        @Nullable String expression,
        List<String> targets,
        List<Component> components,
        List<String> comparators,
        List<String> modifiers,
        boolean multipleOr,
        boolean multipleAnd,
        String description) {

    public SearchParameterDefinition {
        bases = List.copyOf(bases);
        targets = List.copyOf(targets);
        components = List.copyOf(components);
        comparators = List.copyOf(comparators);
        modifiers = List.copyOf(modifiers);
    }

    /** The same with another FHIRPath of its values. */
    public SearchParameterDefinition with(String otherExpression) {
        return new SearchParameterDefinition(
                url,
                code,
                type,
                bases,
                otherExpression,
                targets,
                components,
                comparators,
                modifiers,
                multipleOr,
                multipleAnd,
                description);
    }

    /**
     * One part of a composite.
     *
     * @param definition the canonical address of the parameter that it searches like
     * @param expression its value's FHIRPath, from the element that the composite's own expression gives
     */
    public record Component(String definition, String expression) {}

    /**
     * Reads a SearchParameter resource that has passed validation.
     *
     * @throws IllegalArgumentException when a part is missing that R4 requires
     */
    public static SearchParameterDefinition of(JsonObject resource) {
        return new SearchParameterDefinition(
                required(resource, "url"),
                required(resource, "code"),
                SearchType.of(required(resource, "type")),
                texts(resource, "base"),
                resource.text("expression"),
                texts(resource, "target"),
                resource.objects("component").stream()
                        .map(part ->
                                new Component(unversioned(required(part, "definition")), required(part, "expression")))
                        .toList(),
                texts(resource, "comparator"),
                texts(resource, "modifier"),
                resource.get("multipleOr") != JsonBoolean.FALSE,
                resource.get("multipleAnd") != JsonBoolean.FALSE,
                required(resource, "description"));
    }

    private static String unversioned(String canonical) {
        int bar = canonical.indexOf('|');
        return bar < 0 ? canonical : canonical.substring(0, bar);
    }

    private static String required(JsonObject object, String name) {
        String text = object.text(name);
        if (text == null) {
            throw new IllegalArgumentException("A SearchParameter needs " + name);
        }
        return text;
    }

    private static List<String> texts(JsonObject object, String name) {
        return object.list(name).stream()
                .filter(JsonString.class::isInstance)
                .map(Json::toString)
                .toList();
    }
}
