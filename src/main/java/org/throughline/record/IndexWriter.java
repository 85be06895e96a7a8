package org.throughline.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.throughline.database.Pipeline;

/** Writes index rows as columns: one statement per table that has any. */
final class IndexWriter {
    // In the order of keys, so that two transactions that meet here wait for each other and do not deadlock.
    private static final String VALUE = "INSERT INTO value (key, path, system, code, display)"
            + " SELECT * FROM unnest(?::bigint[], ?::integer[], ?::text[], ?::text[], ?::text[])"
            + " ON CONFLICT (key) DO NOTHING";

    private final Pipeline pipeline;
    private final Set<Long> knownValues;

    /**
     * @param knownValues keys of tokens that are surely in the dictionary already
     */
    IndexWriter(Pipeline pipeline, Set<Long> knownValues) {
        this.pipeline = pipeline;
        this.knownValues = knownValues;
    }

    /** Writes the rows and returns the keys of the tokens that are in the dictionary once this is committed. */
    Set<Long> write(List<Version> versions) {
        for (IndexTable<?> table : IndexTable.ALL) {
            collect(table, versions);
        }
        Map<Long, IndexRows.Value> values = newValues(versions);
        collectValues(List.copyOf(values.values()));
        return values.keySet();
    }

    private <R> void collect(IndexTable<R> table, List<Version> versions) {
        List<R> rows = new ArrayList<>();
        List<Version> owners = new ArrayList<>();
        for (Version version : versions) {
            for (R row : table.rows().apply(version)) {
                rows.add(row);
                owners.add(version);
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        List<Object> columns = new ArrayList<>();
        columns.add(owners.stream().mapToLong(owner -> owner.stored().patient()).toArray());
        columns.add(owners.stream().mapToLong(owner -> owner.stored().address()).toArray());
        for (IndexTable.Column<R> column : table.columns()) {
            columns.add(array(column, rows));
        }
        pipeline.add(table.insert(), columns.toArray());
    }

    private static <R> Object array(IndexTable.Column<R> column, List<R> rows) {
        return switch (column) {
            case IndexTable.Whole<R> whole ->
                rows.stream().mapToLong(whole.of()).toArray();
            case IndexTable.Small<R> small ->
                rows.stream().mapToInt(row -> (int) small.of().applyAsLong(row)).toArray();
            case IndexTable.Real<R> real -> rows.stream().mapToDouble(real.of()).toArray();
            case IndexTable.Letters<R> letters ->
                rows.stream().map(letters.of()).toArray(String[]::new);
            case IndexTable.Lexemes<R> lexemes ->
                rows.stream().map(lexemes.of()).toArray(String[]::new);
        };
    }

    private Map<Long, IndexRows.Value> newValues(List<Version> versions) {
        Map<Long, IndexRows.Value> values = new TreeMap<>();
        for (Version version : versions) {
            IndexRows rows = version.rows();
            if (rows != null) {
                for (IndexRows.Value value : rows.values()) {
                    if (!knownValues.contains(value.key())) {
                        values.putIfAbsent(value.key(), value);
                    }
                }
            }
        }
        return values;
    }

    private void collectValues(List<IndexRows.Value> values) {
        if (values.isEmpty()) {
            return;
        }
        pipeline.add(
                VALUE,
                values.stream().mapToLong(IndexRows.Value::key).toArray(),
                values.stream().mapToInt(IndexRows.Value::path).toArray(),
                values.stream().map(IndexRows.Value::system).toArray(String[]::new),
                values.stream().map(IndexRows.Value::code).toArray(String[]::new),
                values.stream().map(IndexRows.Value::display).toArray(String[]::new));
    }
}
