package org.throughline.search.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Registry;

/**
 * Reads the values of {@code _include} and {@code _revinclude}: {@code Type:parameter}, {@code Type:parameter:Target},
 * {@code Type:*} and {@code *}.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#include">Including other resources</a>
 */
record IncludeReader(Registry registry, List<String> searched, boolean reverse, boolean iterate) {

    /** What to follow; empty when the value names nothing that could be. */
    List<Include> read(String value) {
        String[] parts = value.split(":", -1);
        if (parts[0].equals("*") && parts.length == 1) {
            List<String> sources = reverse ? registry.types().resourceTypes() : searched;
            return sources.stream()
                    .map(source -> all(source, null))
                    .filter(include -> !include.parameters().isEmpty())
                    .toList();
        }
        boolean sound = (parts.length == 2 || parts.length == 3)
                && registry.types().isResourceType(parts[0])
                && (parts.length == 2 || registry.types().isResourceType(parts[2]));
        if (!sound) {
            return List.of();
        }
        String target = parts.length == 3 ? parts[2] : null;
        Include include = parts[1].equals("*") ? all(parts[0], target) : one(parts[0], parts[1], target);
        return include.parameters().isEmpty() ? List.of() : List.of(include);
    }

    private Include all(String source, @Nullable String target) {
        return include(true, source, registry.references(source), target);
    }

    private Include one(String source, String code, @Nullable String target) {
        List<Parameter> named = registry.references(source).stream()
                .filter(parameter -> parameter.name().equals(code))
                .toList();
        return include(false, source, named, target);
    }

    private Include include(boolean wild, String source, List<Parameter> parameters, @Nullable String target) {
        List<Parameter> possible = parameters.stream()
                .filter(parameter -> target == null || parameter.mayPointTo(target))
                .filter(parameter -> !reverse || iterate || searched.stream().anyMatch(parameter::mayPointTo))
                .toList();
        return new Include(reverse, iterate, wild, source, possible, target);
    }
}
