package org.throughline.search.sql;

import java.util.List;
import org.throughline.database.Fragment;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Path;
import org.throughline.search.query.Sort;

/** What results are ordered by: of several values of a resource the least, or when descending the greatest. */
final class SortKeys {
    private SortKeys() {}

    static List<SortKey> of(List<Sort> sort) {
        return sort.stream().map(SortKeys::of).toList();
    }

    private static SortKey of(Sort sort) {
        Fragment expression = switch (sort) {
            case Sort.ById _ -> Fragment.of("r.id");
            case Sort.ByUpdated _ -> Fragment.of("r.updated");
            case Sort.ByParameter(Parameter parameter, boolean descending) ->
                expression(parameter, descending ? "max" : "min");
        };
        return new SortKey(expression, sort.descending());
    }

    private static Fragment expression(Parameter parameter, String extreme) {
        long[] salts = Compiler.salts(parameter);
        int[] paths = parameter.paths().stream().mapToInt(Path::id).toArray();
        return switch (parameter.type()) {
            case DATE -> ofTable(Table.MOMENT, extreme, salts);
            case STRING -> ofTable(Table.STRING, extreme, salts);
            case NUMBER, QUANTITY, SPECIAL, COMPOSITE -> ofTable(Table.QUANTITY, extreme, salts);
            case TOKEN, URI ->
                Fragment.of(
                        "(SELECT " + extreme + "(v.code) FROM term i JOIN value v ON v.key = i.key"
                                + " AND v.path = i.path WHERE i.resource = r.resource AND i.path = ANY (?::integer[]))",
                        paths);
            case REFERENCE ->
                Fragment.of(
                        "(SELECT " + extreme + "(i.key) FROM term i"
                                + " WHERE i.resource = r.resource AND i.path = ANY (?::integer[]))",
                        paths);
        };
    }

    private static Fragment ofTable(Table table, String extreme, long[] salts) {
        return Fragment.of(
                "(SELECT " + extreme + "(i." + table.order() + ") FROM " + table.label()
                        + " i WHERE i.resource = r.resource AND i.key = ANY (?::bigint[]))",
                salts);
    }

    /** All values of a parameter, in the order of their table; for those that have one path and a sorted index. */
    static Condition.Ranged stream(Sort.ByParameter sort, boolean single) {
        Parameter parameter = sort.parameter();
        Table table =
                parameter.type() == org.throughline.fhir.definitions.SearchType.DATE ? Table.MOMENT : Table.STRING;
        return new Condition.Ranged(
                table,
                Compiler.salts(parameter),
                table.order(),
                single,
                sort.descending(),
                Integer.MAX_VALUE,
                _ -> Fragment.of("true"));
    }
}
