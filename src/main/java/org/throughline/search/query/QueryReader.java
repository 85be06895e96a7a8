package org.throughline.search.query;

import java.util.List;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.reference.References;
import org.throughline.search.parameter.Registry;

/**
 * Reads whole queries.
 *
 * @param types R4's types
 * @param registry the search parameters in force
 * @param references how literal references are read
 * @param concepts code systems and value sets
 */
public record QueryReader(Types types, Registry registry, References references, Concepts concepts) {

    /**
     * Reads a query. Only an unknown parameter name, or {@code _sort} or {@code _include} value, may be passed over with
     * a warning; everything else that is wrong is refused.
     *
     * @param strict whether those are refused too ({@code Prefer: handling=strict})
     */
    public Query read(Target target, List<Argument> arguments, boolean strict) {
        QueryBuilder query = new QueryBuilder(this, target, strict);
        // The types decide which parameters there are, wherever they stand in the query.
        arguments.stream().filter(QueryReader::isTypes).forEach(query::add);
        arguments.stream().filter(argument -> !isTypes(argument)).forEach(query::add);
        return query.build();
    }

    private static boolean isTypes(Argument argument) {
        return argument.name().equals("_type");
    }

    CriterionReader criteria() {
        return new CriterionReader(registry, types, references, concepts);
    }
}
