package org.throughline.packages.vocabulary;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.definitions.CodeSystem;

/** Loads code systems, takes them away, and answers about them; of each system one version is there. */
public final class Vocabularies {
    private static final int PORTION = 10_000;

    private final Database database;
    private final Acts acts;
    private final InstantSource clock;
    private volatile Map<String, StoredSystem> systems;

    /** Those of a database. */
    public Vocabularies(Database database, Acts acts, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.clock = clock;
        this.systems = read();
    }

    /** Notices what other processes have loaded and taken away; to be run every few seconds. */
    public void refresh() {
        List<LoadedVocabulary> now = database.read(Vocabularies::list);
        if (!now.equals(all())) {
            this.systems = systems(now);
        }
    }

    private Map<String, StoredSystem> read() {
        return systems(database.read(Vocabularies::list));
    }

    private Map<String, StoredSystem> systems(List<LoadedVocabulary> loaded) {
        return loaded.stream()
                .map(each -> new StoredSystem(database, each))
                .collect(Collectors.toMap(StoredSystem::url, Function.identity()));
    }

    private static List<LoadedVocabulary> list(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                row -> new LoadedVocabulary(
                        row.getInt("vocabulary"),
                        row.getString("system"),
                        row.getString("version"),
                        row.getString("title"),
                        row.getInt("concepts"),
                        Objects.requireNonNull(Sql.instant(row, "loaded"))),
                "SELECT vocabulary, system, version, title, concepts, loaded FROM vocabulary ORDER BY system");
    }

    /** What is loaded, in the order of the addresses. */
    public List<LoadedVocabulary> all() {
        return systems.values().stream()
                .map(StoredSystem::loaded)
                .sorted(Comparator.comparing(LoadedVocabulary::system))
                .toList();
    }

    /** The system of a canonical address; null when it is not loaded. */
    public @Nullable CodeSystem system(String url) {
        return systems.get(url);
    }

    /**
     * Loads one in place of what there is of the system, all or nothing.
     *
     * @param progress is told how many codes are written
     * @return false when exactly these files are loaded already, and nothing changed
     */
    public boolean load(Caller by, Vocabulary vocabulary, IntConsumer progress) {
        boolean same = database.read(connection -> Sql.any(
                connection,
                "SELECT 1 FROM vocabulary WHERE system = ? AND digest = ?",
                vocabulary.system(),
                vocabulary.digest()));
        if (same) {
            return false;
        }
        Places places = new Places(vocabulary.entries());
        String label = vocabulary.system() + "|" + vocabulary.version();
        acts.act(
                by, done -> new Act(Action.LOAD, label), connection -> write(connection, vocabulary, places, progress));
        refresh();
        return true;
    }

    private int write(Connection connection, Vocabulary vocabulary, Places places, IntConsumer progress)
            throws SQLException {
        Sql.change(connection, "DELETE FROM vocabulary WHERE system = ?", vocabulary.system());
        int number = Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "INSERT INTO vocabulary (system, version, title, digest, concepts, loaded)"
                                + " VALUES (?, ?, ?, ?, ?, ?) RETURNING vocabulary",
                        vocabulary.system(),
                        vocabulary.version(),
                        vocabulary.title(),
                        vocabulary.digest(),
                        vocabulary.entries().size(),
                        clock.instant())
                .orElseThrow();
        List<Vocabulary.Entry> ordered = places.ordered();
        copy(
                connection,
                "vocabulary_concept (vocabulary, place, code, display, active, parents, ancestors)",
                ordered,
                (place, entry, row) -> {
                    row.field(number)
                            .field(place)
                            .field(entry.code())
                            .field(entry.display())
                            .field(entry.active() ? "t" : "f");
                    row.field(array(places.parents(place), 0))
                            .field(array(places.selfAndAbove(place), -number))
                            .end();
                    if (place % 1000 == 0) {
                        progress.accept(place);
                    }
                });
        copy(connection, "vocabulary_term (vocabulary, place, term, words)", ordered, (place, entry, row) -> {
            row.field(number)
                    .field(place)
                    .field(entry.display())
                    .field(Words.vector(number, entry.display()))
                    .end();
            for (String term : entry.terms()) {
                row.field(number)
                        .field(place)
                        .field(term)
                        .field(Words.vector(number, term))
                        .end();
            }
        });
        return number;
    }

    private static String array(int[] places, int mark) {
        StringBuilder text = new StringBuilder("{");
        if (mark != 0) {
            text.append(mark);
        }
        for (int each : places) {
            text.append(text.length() > 1 ? "," : "").append(each);
        }
        return text.append('}').toString();
    }

    /** Writes the rows of an entry. */
    @FunctionalInterface
    private interface Rows {
        void write(int place, Vocabulary.Entry entry, CopyRow row) throws SQLException;
    }

    /** In portions, so that none takes longer than a statement may. */
    private static void copy(Connection connection, String into, List<Vocabulary.Entry> entries, Rows rows)
            throws SQLException {
        for (int from = 0; from < entries.size(); from += PORTION) {
            int to = Math.min(from + PORTION, entries.size());
            // The index gathers what comes and sorts it in at once; with the last portion, all that is left.
            String gathered = to < entries.size() ? "'32MB'" : "'64kB'";
            Sql.change(connection, "SET LOCAL gin_pending_list_limit = " + gathered);
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + into + " FROM STDIN");
            try {
                CopyRow row = new CopyRow(copy);
                for (int place = from; place < to; place++) {
                    rows.write(place, entries.get(place), row);
                }
                row.flush();
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    /**
     * Takes one away.
     *
     * @return false when it was not loaded
     */
    public boolean remove(Caller by, String system) {
        Optional<LoadedVocabulary> there =
                all().stream().filter(each -> each.system().equals(system)).findFirst();
        there.ifPresent(each -> acts.act(
                by,
                Action.UNLOAD,
                each.system() + "|" + each.version(),
                connection -> Sql.change(connection, "DELETE FROM vocabulary WHERE system = ?", system)));
        refresh();
        return there.isPresent();
    }
}
