package org.throughline.record;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.throughline.record.booking.ClaimReader;
import org.throughline.record.booking.Claims;
import org.throughline.record.protection.Guard;
import org.throughline.record.protection.ProtectionRows;

/**
 * One of the tables by which resources are found: its own columns, which follow {@code patient} and {@code resource}.
 *
 * @param rows its rows of a version
 */
record IndexTable<R>(String name, Function<Version, List<R>> rows, List<Column<R>> columns) {

    static final IndexTable<IndexRows.Term> TERM = new IndexTable<>(
            "term",
            of(IndexRows::terms),
            List.of(new Whole<>("key", IndexRows.Term::key), new Small<>("path", IndexRows.Term::path)));

    static final IndexTable<IndexRows.Quantity> QUANTITY = new IndexTable<>(
            "quantity",
            of(IndexRows::quantities),
            List.of(
                    new Whole<>("key", IndexRows.Quantity::key),
                    new Whole<>("unit", IndexRows.Quantity::unit),
                    new Whole<>("code", IndexRows.Quantity::code),
                    new Real<>("value", IndexRows.Quantity::value),
                    new Real<>("raw", IndexRows.Quantity::raw)));

    static final IndexTable<IndexRows.Moment> MOMENT = new IndexTable<>(
            "moment",
            of(IndexRows::moments),
            List.of(
                    new Whole<>("key", IndexRows.Moment::key),
                    new Whole<>("low", IndexRows.Moment::low),
                    new Whole<>("high", IndexRows.Moment::high)));

    static final IndexTable<IndexRows.Text> STRING = new IndexTable<>(
            "string",
            of(IndexRows::strings),
            List.of(
                    new Whole<>("key", IndexRows.Text::key),
                    new Letters<>("folded", IndexRows.Text::folded),
                    new Letters<>("exact", IndexRows.Text::exact)));

    static final IndexTable<IndexRows.Words> WORDS = new IndexTable<>(
            "words",
            of(IndexRows::words),
            List.of(new Whole<>("key", IndexRows.Words::key), new Lexemes<>("words", IndexRows.Words::words)));

    static final IndexTable<ProtectionRows.Treating> TREATING = new IndexTable<>(
            "treating",
            version -> version.protection().treating(),
            List.of(
                    new Whole<>("actor", ProtectionRows.Treating::actor),
                    new Whole<>("since", ProtectionRows.Treating::since),
                    new Whole<>("until", ProtectionRows.Treating::until)));

    static final IndexTable<ProtectionRows.Restriction> RESTRICTION = new IndexTable<>(
            "restriction",
            version -> version.protection().restrictions(),
            List.of(
                    new Small<>("policy", ProtectionRows.Restriction::policy),
                    new Small<>("origin", ProtectionRows.Restriction::origin)));

    static final IndexTable<ProtectionRows.Named> NAMED = new IndexTable<>(
            "named",
            version -> version.protection().named(),
            List.of(
                    new Small<>("provision", ProtectionRows.Named::provision),
                    new Small<>("kind", row -> row.kind().number()),
                    new Whole<>("target", ProtectionRows.Named::target),
                    new Whole<>("low", ProtectionRows.Named::low),
                    new Whole<>("high", ProtectionRows.Named::high)));

    static final IndexTable<ProtectionRows.Merged> MERGED = new IndexTable<>(
            "merged",
            version -> version.protection().merged(),
            List.of(
                    new Letters<>("id", ProtectionRows.Merged::id),
                    new Whole<>("survivor", ProtectionRows.Merged::survivor),
                    new Letters<>("survivor_id", ProtectionRows.Merged::survivorId)));

    static final IndexTable<ProtectionRows.Held> HELD = new IndexTable<>(
            "held",
            version -> version.protection().held(),
            List.of(
                    new Whole<>("target", ProtectionRows.Held::target),
                    new Whole<>("until", ProtectionRows.Held::until)));

    static final IndexTable<Claims.Booked> BOOKED = new IndexTable<>(
            "booked",
            version -> version.claims().booked(),
            List.of(
                    new Whole<>("actor", Claims.Booked::actor),
                    new Whole<>("since", Claims.Booked::since),
                    new Whole<>("until", Claims.Booked::until),
                    new Small<>("beside", row -> row.beside() ? 1 : 0)));

    static final IndexTable<Claims.Bookable> BOOKABLE = new IndexTable<>(
            "bookable",
            version -> version.claims().bookable(),
            List.of(new Whole<>("actor", Claims.Bookable::actor), new Small<>("most", Claims.Bookable::most)));

    /** What resources are found by. */
    private static final List<IndexTable<?>> FOUND_BY = List.of(TERM, QUANTITY, MOMENT, STRING, WORDS);

    private static final List<IndexTable<?>> OF_RESULTS = List.of(TERM, QUANTITY, MOMENT, STRING, WORDS, HELD);

    static final List<IndexTable<?>> ALL = List.of(
            TERM, QUANTITY, MOMENT, STRING, WORDS, TREATING, RESTRICTION, NAMED, MERGED, HELD, BOOKED, BOOKABLE);

    /** The tables that rows of resources of this type may be in. */
    static List<IndexTable<?>> of(String type) {
        if (Guard.mayBeHeld(type)) {
            return OF_RESULTS;
        }
        return Guard.hasRows(type) || ClaimReader.hasRows(type) ? ALL : FOUND_BY;
    }

    private static <R> Function<Version, List<R>> of(Function<IndexRows, List<R>> rows) {
        return version -> {
            IndexRows index = version.rows();
            return index == null ? List.of() : rows.apply(index);
        };
    }

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
