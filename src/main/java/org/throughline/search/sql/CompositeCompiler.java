package org.throughline.search.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.throughline.search.parameter.Composites;
import org.throughline.search.parameter.Parameter;
import org.throughline.search.parameter.Path;
import org.throughline.search.query.Criterion;
import org.throughline.search.query.Criterion.Composite;
import org.throughline.search.query.Criterion.Reference;

/** Composites: the first part's value is in the key, the second part's decides the table. */
record CompositeCompiler(Compiler compiler, Dictionary dictionary) {
    private static final int GUESS = 5_000;

    Condition compile(Parameter parameter, List<Composite> values) throws SQLException {
        List<Condition> any = new ArrayList<>();
        for (Composite value : values) {
            any.add(compile(parameter, value));
        }
        return Condition.any(any);
    }

    private Condition compile(Parameter parameter, Composite value) throws SQLException {
        List<Long> salts = parameter.paths().stream().map(Path::salt).toList();
        List<Long> first = keys(salts, value.parts().getFirst());
        List<Condition> all = new ArrayList<>();
        for (int i = 1; i < value.parts().size(); i++) {
            int part = i;
            List<Long> keys =
                    first.stream().map(key -> Composites.key(key, part)).toList();
            all.add(part(keys, value.parts().get(i)));
        }
        return all.size() == 1 ? all.getFirst() : new Condition.All(all);
    }

    private Condition part(List<Long> keys, Criterion value) throws SQLException {
        Table table = switch (value) {
            case Criterion.Times _ -> Table.MOMENT;
            case Criterion.Numbers _, Criterion.Quantities _ -> Table.QUANTITY;
            case Criterion.Strings _ -> Table.STRING;
            default -> null;
        };
        if (table == null) {
            return new Condition.Keyed(Keys.of(keys(keys, value)));
        }
        String column = value instanceof Criterion.Quantities quantities
                        && quantities.quantities().stream().anyMatch(each -> each.system() == null)
                ? "raw"
                : table.order();
        return new Condition.Ranged(
                table,
                keys.stream().mapToLong(Long::longValue).toArray(),
                column,
                false,
                false,
                GUESS,
                compiler.rangeOf(value));
    }

    /** The keys of a value that is matched by equality, at each of the places. */
    private List<Long> keys(List<Long> salts, Criterion value) throws SQLException {
        return switch (value) {
            case Criterion.Tokens(var ignored, var tokens) ->
                dictionary.resolve(TokenKeys.at(salts).of(tokens));
            case Criterion.References(var ignored, var references) ->
                salts.stream()
                        .flatMap(salt -> references.stream().map(reference -> key(salt, reference)))
                        .toList();
            case Criterion.Uris uris ->
                salts.stream()
                        .flatMap(salt -> uris.uris().stream().map(uri -> Compiler.text(salt, uri)))
                        .toList();
            default -> List.of();
        };
    }

    private static long key(long salt, Reference reference) {
        return switch (reference) {
            case Reference.Local(String type, String id) -> org.throughline.kernel.Address.of(type, id) ^ salt;
            case Reference.Url(String url) -> Compiler.text(salt, url);
        };
    }

    /** There is an instance with both parts. */
    Condition present(Parameter parameter) throws SQLException {
        int[] paths = parameter.paths().stream().mapToInt(Path::id).toArray();
        long[] keys = dictionary.all(paths).stream().mapToLong(Long::longValue).toArray();
        return new Condition.Present(List.of(Table.values()), keys, paths);
    }
}
