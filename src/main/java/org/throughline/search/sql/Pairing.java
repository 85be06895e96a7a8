package org.throughline.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Path;
import org.throughline.search.parameter.Registry;
import org.throughline.search.query.Criterion;
import org.throughline.search.query.Criterion.Composite;
import org.throughline.search.query.Query;

/**
 * Sees that a code and a value asked for side by side ({@code code=…&value-quantity=…}) are the parts of a composite
 * that is indexed as one, because each stands once in the resource: then only what fits both is read.
 */
final class Pairing {
    private static final int MOST = 16;

    private Pairing() {}

    /** The criteria of the query, with such a pair made one. */
    static List<Criterion> of(Registry registry, Query query) {
        List<Criterion> criteria = query.criteria();
        if (query.types().size() != 1) {
            return criteria;
        }
        for (Criterion code : criteria) {
            for (Criterion value : criteria) {
                Optional<Criterion> pair = pair(registry, query.types().getFirst(), code, value);
                if (pair.isPresent()) {
                    List<Criterion> paired = new ArrayList<>(criteria);
                    paired.remove(value);
                    paired.set(paired.indexOf(code), pair.get());
                    return paired;
                }
            }
        }
        return criteria;
    }

    private static Optional<Criterion> pair(Registry registry, String type, Criterion code, Criterion value) {
        if (!(code instanceof Criterion.Tokens(Parameter first, var tokens))
                || !(value instanceof Criterion.Quantities(Parameter second, var quantities))
                || tokens.size() * quantities.size() > MOST) {
            return Optional.empty();
        }
        Parameter composite = composite(registry, type, first, second);
        if (composite == null) {
            return Optional.empty();
        }
        List<Composite> composites = new ArrayList<>();
        for (Criterion.Token token : tokens) {
            for (Criterion.Quantity quantity : quantities) {
                composites.add(new Composite(List.of(
                        new Criterion.Tokens(first, List.of(token)),
                        new Criterion.Quantities(second, List.of(quantity)))));
            }
        }
        return Optional.of(new Criterion.Composites(composite, composites));
    }

    private static @Nullable Parameter composite(Registry registry, String type, Parameter first, Parameter second) {
        if (first.sources().size() != 1 || second.sources().size() != 1) {
            return null;
        }
        Path code = first.paths().getFirst();
        Path value = second.paths().getFirst();
        if (!registry.isSingle(code) || !registry.isSingle(value)) {
            return null;
        }
        String both = type + part(code, SearchType.TOKEN) + part(value, SearchType.QUANTITY);
        return registry.parameters(type).stream()
                .filter(parameter -> parameter.paths().equals(List.of(Path.of(type, both))))
                .findFirst()
                .orElse(null);
    }

    private static String part(Path path, SearchType type) {
        return "$" + path.expression().substring(path.type().length() + 1) + ":" + type.code();
    }
}
