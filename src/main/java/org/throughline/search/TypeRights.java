package org.throughline.search;

import java.util.List;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;
import org.throughline.search.query.Criterion;
import org.throughline.search.query.Include;
import org.throughline.search.query.Query;

/**
 * Refuses a query that asks about types of which its caller may search nothing: what a chain, {@code _has} or an include
 * leads to counts as much as what is searched itself. Where several types are possible, one that is granted is enough;
 * rows of the others are never looked at.
 */
final class TypeRights {
    private TypeRights() {}

    /** @throws Failed with {@link Failure.Forbidden}, which names the type */
    static void require(Caller caller, Query query) {
        query.criteria().forEach(criterion -> require(caller, criterion));
        query.includes().forEach(include -> require(caller, include));
    }

    private static void require(Caller caller, Criterion criterion) {
        switch (criterion) {
            case Criterion.Chain(var ignored, List<Criterion.Link> links) -> {
                requireOne(caller, links.stream().map(Criterion.Link::type).toList());
                links.forEach(link -> require(caller, link.condition()));
            }
            case Criterion.Has(String type, var ignored, Criterion condition) -> {
                requireOne(caller, List.of(type));
                require(caller, condition);
            }
            case Criterion.Not(Criterion inner) -> require(caller, inner);
            case Criterion.Any(List<Criterion> criteria) -> criteria.forEach(each -> require(caller, each));
            case Criterion.All(List<Criterion> criteria) -> criteria.forEach(each -> require(caller, each));
            default -> {}
        }
    }

    private static void require(Caller caller, Include include) {
        if (include.wild()) {
            return; // a wildcard asks for what there is for the caller
        }
        if (include.reverse()) {
            requireOne(caller, List.of(include.source()));
        } else if (include.target() != null) {
            requireOne(caller, List.of(include.target()));
        } else {
            include.parameters().forEach(parameter -> requireOne(caller, parameter.targets()));
        }
    }

    private static void requireOne(Caller caller, List<String> types) {
        if (!types.isEmpty() && types.stream().noneMatch(type -> caller.may(Interaction.SEARCH, type))) {
            Records.require(caller, Interaction.SEARCH, types.getFirst());
        }
    }
}
