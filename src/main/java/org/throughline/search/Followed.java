package org.throughline.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.record.Merges;
import org.throughline.search.query.Criterion;
import org.throughline.search.query.Criterion.Reference;
import org.throughline.search.query.Query;

/**
 * Follows patients whose record was merged into another's: a search that names the one that was replaced finds what is filed
 * with the one that took its place, and what still names the former.
 */
record Followed(Map<String, String> survivors) {
    private static final String PATIENT = "Patient";

    /** The query as it is to be answered. */
    static Query follow(Connection connection, Query query) throws SQLException {
        Set<String> named = new HashSet<>();
        query.criteria().forEach(criterion -> names(criterion, named));
        Map<String, String> survivors = named.isEmpty() ? new HashMap<>() : Merges.survivors(connection, named);
        return survivors.isEmpty() ? query : query.with(new Followed(survivors).all(query.criteria()));
    }

    /** Puts the ids of the patients that a criterion names. */
    private static void names(Criterion criterion, Set<String> named) {
        switch (criterion) {
            case Criterion.References(var ignored, var references) ->
                references.forEach(reference -> {
                    if (reference instanceof Reference.Local(String type, String id) && type.equals(PATIENT)) {
                        named.add(id);
                    }
                });
            case Criterion.InCompartment compartment -> {
                if (compartment.centre().type().equals(PATIENT)) {
                    named.add(compartment.centre().id());
                }
            }
            case Criterion.Not(Criterion inner) -> names(inner, named);
            case Criterion.Has has -> names(has.condition(), named);
            case Criterion.Chain chain -> chain.links().forEach(link -> names(link.condition(), named));
            case Criterion.Any(var any) -> any.forEach(each -> names(each, named));
            case Criterion.All(var all) -> all.forEach(each -> names(each, named));
            default -> {}
        }
    }

    private List<Criterion> all(List<Criterion> criteria) {
        return criteria.stream().map(this::followed).toList();
    }

    private Criterion followed(Criterion criterion) {
        return switch (criterion) {
            case Criterion.References(var parameter, var references) ->
                new Criterion.References(parameter, references(references));
            case Criterion.InCompartment(var parameters, var centre, boolean itself)
            when centre.type().equals(PATIENT) && survivors.containsKey(centre.id()) ->
                new Criterion.InCompartment(
                        parameters, new Reference.Local(PATIENT, survivors.getOrDefault(centre.id(), "")), itself);
            case Criterion.Not(Criterion inner) -> new Criterion.Not(followed(inner));
            case Criterion.Has(String type, var parameter, var condition) ->
                new Criterion.Has(type, parameter, followed(condition));
            case Criterion.Chain(var parameter, var links) ->
                new Criterion.Chain(
                        parameter,
                        links.stream()
                                .map(link -> new Criterion.Link(link.type(), followed(link.condition())))
                                .toList());
            case Criterion.Any(var any) -> new Criterion.Any(all(any));
            case Criterion.All(var every) -> new Criterion.All(all(every));
            default -> criterion;
        };
    }

    private List<Reference> references(List<Reference> references) {
        List<Reference> followed = new ArrayList<>(references);
        for (Reference reference : references) {
            if (reference instanceof Reference.Local(String type, String id) && type.equals(PATIENT)) {
                String survivor = survivors.get(id);
                if (survivor != null) {
                    followed.add(new Reference.Local(PATIENT, survivor));
                }
            }
        }
        return followed.stream().distinct().toList();
    }
}
