package org.throughline.packages.vocabulary;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Concept;
import org.throughline.fhir.definitions.ValueSet.Filter;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * A code system in the database. What is below a concept is found by an index over the places of all above each; what
 * somebody types, by an index over the words of names. Of very many hits only the first by their places are looked at.
 */
final class StoredSystem implements CodeSystem {
    /** More codes are not listed at once. */
    private static final int MOST = 20_000;

    /** So many hits of words are looked at first; those with short names come first. */
    private static final int HITS = 1000;

    /** So many when filters let too few of those pass. */
    private static final int MOST_HITS = 100_000;

    private static final int FEW = 5000;

    private static final String NAMED = "(EXISTS (SELECT 1 FROM vocabulary_term t WHERE t.vocabulary = c.vocabulary"
            + " AND t.place = c.place AND t.words @@ ?::tsquery) OR c.code LIKE ?) AND ";

    private static final String TYPED = "c.place IN (SELECT place FROM (SELECT place FROM vocabulary_term"
            + " WHERE words @@ ?::tsquery LIMIT ?) w UNION SELECT place FROM (SELECT place FROM vocabulary_concept"
            + " WHERE vocabulary = ? AND code >= ? AND code < ? ORDER BY code LIMIT ?) b) AND ";

    private final Database database;
    private final LoadedVocabulary loaded;

    StoredSystem(Database database, LoadedVocabulary loaded) {
        this.database = database;
        this.loaded = loaded;
    }

    LoadedVocabulary loaded() {
        return loaded;
    }

    @Override
    public Header header() {
        return new Header(loaded.system(), loaded.version(), loaded.title(), loaded.title(), true, true);
    }

    @Override
    public @Nullable Concept concept(String code) {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> new Concept(
                                row.getString("code"), row.getString("display"), null, Sql.texts(row, "above")),
                        "SELECT c.code, c.display, ARRAY(SELECT p.code FROM vocabulary_concept p"
                                + " WHERE p.vocabulary = c.vocabulary AND p.place = ANY (c.parents) ORDER BY p.place) AS above"
                                + " FROM vocabulary_concept c WHERE c.vocabulary = ? AND c.code = ?",
                        loaded.number(),
                        code))
                .orElse(null);
    }

    @Override
    public List<Concept> children(String code) {
        return database.read(connection -> {
            Optional<Integer> place = place(connection, code);
            return place.isEmpty()
                    ? List.of()
                    : concepts(
                            connection,
                            "",
                            new Conditions(
                                    "c.ancestors @> ARRAY[?, ?] AND ? = ANY (c.parents)",
                                    List.of(-loaded.number(), place.get(), place.get()),
                                    List.of()),
                            MOST,
                            0,
                            List.of());
        });
    }

    @Override
    public Set<String> selfAndBelow(String code) {
        return database.read(connection -> {
            Optional<Integer> place = place(connection, code);
            return place.isEmpty() ? Set.of() : below(connection, code, place.get());
        });
    }

    private Set<String> below(Connection connection, String code, int place) throws SQLException {
        List<String> found = Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT code FROM vocabulary_concept c WHERE c.ancestors @> ARRAY[?, ?] LIMIT ?",
                -loaded.number(),
                place,
                MOST + 1);
        if (found.size() > MOST) {
            throw new Failed(new Failure.TooCostly("More than " + MOST + " codes are below " + code + " in "
                    + loaded.title() + "; choose one further down."));
        }
        Set<String> codes = new LinkedHashSet<>(List.of(code));
        codes.addAll(found);
        return codes;
    }

    @Override
    public Set<String> selfAndAbove(String code) {
        return new LinkedHashSet<>(database.read(connection -> Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT a.code FROM vocabulary_concept c JOIN vocabulary_concept a"
                        + " ON a.vocabulary = c.vocabulary AND a.place = ANY (c.ancestors)"
                        + " WHERE c.vocabulary = ? AND c.code = ? ORDER BY a.place <> c.place,"
                        + " cardinality(a.ancestors) DESC, a.place",
                loaded.number(),
                code)));
    }

    @Override
    public Selected select(List<Filter> filters) {
        return database.read(connection -> {
            Conditions conditions = conditions(connection, filters);
            if (!conditions.missing().isEmpty()) {
                return new Selected(List.of(), conditions.missing());
            }
            List<Concept> concepts = concepts(connection, "", conditions, MOST + 1, 0, List.of());
            return concepts.size() > MOST
                    ? new Selected(
                            List.of(),
                            List.of("more than " + MOST + " codes of " + loaded.title()
                                    + ", which are not listed at once"))
                    : new Selected(concepts, List.of());
        });
    }

    @Override
    public Page find(String text, List<Filter> filters, int offset, int count) {
        return find(text, filters, offset, count, "");
    }

    @Override
    public Page findActive(String text, List<Filter> filters, int offset, int count) {
        return find(text, filters, offset, count, " AND c.active");
    }

    private Page find(String text, List<Filter> filters, int offset, int count, String more) {
        List<String> words = Words.of(text);
        return database.inTransaction(connection -> {
            // Of a word that is in few names the planner knows nothing, and would read all of them.
            Sql.change(connection, "SET LOCAL enable_seqscan = off");
            Conditions conditions = conditions(connection, filters).and(more);
            if (!conditions.missing().isEmpty()) {
                throw new Failed(new Failure.Invalid(
                        "not-supported", "filter", String.join("; ", conditions.missing()) + " cannot be told."));
            }
            if (words.isEmpty()) {
                return new Page(concepts(connection, "", conditions, count, offset, List.of()), -1);
            }
            if (!filters.isEmpty() && isFew(connection, conditions)) {
                return new Page(
                        concepts(
                                connection,
                                NAMED,
                                conditions,
                                count,
                                offset,
                                List.of(Words.query(loaded.number(), words), code(text) + "%")),
                        -1);
            }
            int hits = HITS;
            while (true) {
                List<Concept> found = concepts(connection, TYPED, conditions, count, offset, typed(text, words, hits));
                if (found.size() == count || filters.isEmpty() || hits >= MOST_HITS) {
                    return new Page(found, -1);
                }
                hits *= 10;
            }
        });
    }

    /** Whether so few pass that it is quicker to look at the names of each. */
    private static boolean isFew(Connection connection, Conditions conditions) throws SQLException {
        List<Object> parameters = new ArrayList<>(conditions.parameters());
        parameters.add(FEW + 1);
        return Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "SELECT count(*) FROM (SELECT 1 FROM vocabulary_concept c WHERE " + conditions.sql()
                                + " LIMIT ?) f",
                        parameters.toArray())
                .filter(each -> each <= FEW)
                .isPresent();
    }

    private static String code(String text) {
        return text.strip().toUpperCase(Locale.ROOT).replaceAll("[%_\\\\]", "");
    }

    private List<Object> typed(String text, List<String> words, int hits) {
        String code = code(text);
        return List.of(Words.query(loaded.number(), words), hits, loaded.number(), code, code + "\uFFFF", HITS);
    }

    /**
     * What filters ask of a concept {@code c}.
     *
     * @param missing what cannot be told
     */
    private record Conditions(String sql, List<Object> parameters, List<String> missing) {
        Conditions and(String more) {
            return new Conditions(sql + more, parameters, missing);
        }
    }

    private Conditions conditions(Connection connection, List<Filter> filters) throws SQLException {
        StringBuilder sql = new StringBuilder("c.vocabulary = ?");
        List<Object> parameters = new ArrayList<>(List.of(loaded.number()));
        List<String> missing = new ArrayList<>();
        for (Filter filter : filters) {
            if (!filter.isOfConcepts()) {
                missing.add(url() + " filtered by " + filter.property() + " " + filter.op());
                continue;
            }
            int place = place(connection, filter.value()).orElse(-1);
            switch (filter.op()) {
                case "is-a" -> add(sql, parameters, "c.ancestors @> ARRAY[?, ?]", -loaded.number(), place);
                case "descendent-of" ->
                    add(sql, parameters, "c.ancestors @> ARRAY[?, ?] AND c.place <> ?", -loaded.number(), place, place);
                case "is-not-a" -> add(sql, parameters, "NOT ? = ANY (c.ancestors)", place);
                case "generalizes" ->
                    add(
                            sql,
                            parameters,
                            "c.place = ANY (ARRAY(SELECT unnest(ancestors) FROM vocabulary_concept WHERE vocabulary = ? AND place = ?))",
                            loaded.number(),
                            place);
                case "in" ->
                    add(sql, parameters, "c.code = ANY (?)", (Object)
                            filter.value().split(",", -1));
                case "not-in" ->
                    add(sql, parameters, "NOT c.code = ANY (?)", (Object)
                            filter.value().split(",", -1));
                default -> add(sql, parameters, "c.code = ?", filter.value());
            }
        }
        return new Conditions(sql.toString(), parameters, missing);
    }

    private static void add(StringBuilder sql, List<Object> parameters, String condition, Object... values) {
        sql.append(" AND ").append(condition);
        parameters.addAll(List.of(values));
    }

    private Optional<Integer> place(Connection connection, String code) throws SQLException {
        return Sql.first(
                connection,
                row -> row.getInt(1),
                "SELECT place FROM vocabulary_concept WHERE vocabulary = ? AND code = ?",
                loaded.number(),
                code);
    }

    private static List<Concept> concepts(
            Connection connection, String typed, Conditions conditions, int most, int offset, List<Object> asked)
            throws SQLException {
        List<Object> all = new ArrayList<>(asked);
        all.addAll(conditions.parameters());
        all.add(most);
        all.add(offset);
        return Sql.list(
                connection,
                row -> new Concept(row.getString("code"), row.getString("display"), null, List.of()),
                "SELECT c.code, c.display FROM vocabulary_concept c WHERE " + typed + conditions.sql()
                        + " ORDER BY c.place LIMIT ? OFFSET ?",
                all.toArray());
    }
}
