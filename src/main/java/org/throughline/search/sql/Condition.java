package org.throughline.search.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.throughline.database.Fragment;
import org.throughline.search.query.Criterion.Time;

/** What a row of {@code resource} must fulfil, in terms of the index tables. */
sealed interface Condition {

    /** It has a term of one of these keys. */
    record Keyed(Keys keys) implements Condition {}

    /**
     * It has a row in a table of ranges.
     *
     * @param column the column that the range bounds, by which the rows can be read in order
     * @param single whether a resource has at most one row of these keys
     * @param descending whether the rows that fit are likelier at the end of the order
     * @param guess about how many rows it lets through
     * @param where the condition on the row of a given alias
     */
    record Ranged(
            Table table,
            long[] keys,
            String column,
            boolean single,
            boolean descending,
            int guess,
            Function<String, Fragment> where)
            implements Condition {
        Ranged reversed() {
            return new Ranged(table, keys, column, single, !descending, guess, where);
        }
    }

    /** It has a row of one of these keys in a table of ranges, or a term of one of these paths. */
    record Present(List<Table> tables, long[] keys, int[] paths) implements Condition {}

    /** It is one of these. */
    record Addresses(long[] addresses) implements Condition {}

    record Ids(String[] ids) implements Condition {}

    record Updated(List<Time> times) implements Condition {}

    record OfTypes(short[] types) implements Condition {}

    /** It points by one of these paths to a resource of this type that fulfils the condition. */
    record Points(int[] paths, long[] salts, short type, Condition condition) implements Condition {}

    /**
     * A resource of this type that fulfils the condition points to it by a path of one of these salts.
     *
     * @param byPatient whether that path says whom the resource is about, so that its column of patients tells
     */
    record PointedTo(short type, long[] salts, boolean byPatient, Condition condition) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** Any of these: those by key as one, which an index can list in order. */
    static Condition any(List<Condition> conditions) {
        List<Condition> merged = new ArrayList<>();
        Keys keys = null;
        for (Condition condition : conditions) {
            if (condition instanceof Keyed(Keys more)) {
                keys = keys == null ? more : keys.and(more);
            } else {
                merged.add(condition);
            }
        }
        if (keys != null) {
            merged.add(new Keyed(keys));
        }
        return merged.size() == 1 ? merged.getFirst() : new Any(merged);
    }

    /** The conditions that all must hold, each by itself. */
    static List<Condition> flat(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(condition ->
                        condition instanceof All(List<Condition> inner) ? flat(inner).stream() : Stream.of(condition))
                .toList();
    }
}
