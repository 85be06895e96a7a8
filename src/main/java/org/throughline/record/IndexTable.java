package org.throughline.record;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * One of the tables by which resources are found: its own columns, which follow {@code patient} and {@code resource}.
 *
 * @param rows where its rows stand in a resource's {@link IndexRows}
 */
record IndexTable<R>(String name, Function<IndexRows, List<R>> rows, List<Column<R>> columns) {

    static final IndexTable<IndexRows.Term> TERM = new IndexTable<>(
            "term",
            IndexRows::terms,
            List.of(new Whole<>("key", IndexRows.Term::key), new Small<>("path", IndexRows.Term::path)));

    static final IndexTable<IndexRows.Quantity> QUANTITY = new IndexTable<>(
            "quantity",
            IndexRows::quantities,
            List.of(
                    new Whole<>("key", IndexRows.Quantity::key),
                    new Whole<>("unit", IndexRows.Quantity::unit),
                    new Whole<>("code", IndexRows.Quantity::code),
                    new Real<>("value", IndexRows.Quantity::value),
                    new Real<>("raw", IndexRows.Quantity::raw)));

    static final IndexTable<IndexRows.Moment> MOMENT = new IndexTable<>(
            "moment",
            IndexRows::moments,
            List.of(
                    new Whole<>("key", IndexRows.Moment::key),
                    new Whole<>("low", IndexRows.Moment::low),
                    new Whole<>("high", IndexRows.Moment::high)));

    static final IndexTable<IndexRows.Text> STRING = new IndexTable<>(
            "string",
            IndexRows::strings,
            List.of(
                    new Whole<>("key", IndexRows.Text::key),
                    new Letters<>("folded", IndexRows.Text::folded),
                    new Letters<>("exact", IndexRows.Text::exact)));

    static final IndexTable<IndexRows.Words> WORDS = new IndexTable<>(
            "words",
            IndexRows::words,
            List.of(new Whole<>("key", IndexRows.Words::key), new Lexemes<>("words", IndexRows.Words::words)));

    static final List<IndexTable<?>> ALL = List.of(TERM, QUANTITY, MOMENT, STRING, WORDS);

    /** A column and how it is read from a row. */
    sealed interface Column<R> {
        String name();

        String sqlType();
    }

    record Whole<R>(String name, ToLongFunction<R> of) implements Column<R> {
        @Override
        public String sqlType() {
            return "bigint";
        }
    }

    record Small<R>(String name, ToLongFunction<R> of) implements Column<R> {
        @Override
        public String sqlType() {
            return "integer";
        }
    }

    record Real<R>(String name, ToDoubleFunction<R> of) implements Column<R> {
        @Override
        public String sqlType() {
            return "float8";
        }
    }

    record Letters<R>(String name, Function<R, String> of) implements Column<R> {
        @Override
        public String sqlType() {
            return "text";
        }
    }

    /** Words with a space between them, which PostgreSQL reads as a {@code tsvector}. */
    record Lexemes<R>(String name, Function<R, String> of) implements Column<R> {
        @Override
        public String sqlType() {
            return "tsvector";
        }
    }

    /** The statement that inserts rows given as arrays: patients, resources, then the columns in order. */
    String insert() {
        StringBuilder names = new StringBuilder("patient, resource");
        StringBuilder arrays = new StringBuilder("?::bigint[], ?::bigint[]");
        for (Column<R> column : columns) {
            names.append(", ").append(column.name());
            arrays.append(", ?::").append(column.sqlType()).append("[]");
        }
        return "INSERT INTO " + name + " (" + names + ") SELECT * FROM unnest(" + arrays + ")";
    }
}
