package org.throughline.events.repeat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.throughline.database.Database;
import org.throughline.database.Sql;

/** Keeps what became of orders of tests that were done lately. */
public final class Repeats {
    private static final int PORTION = 200;

    /** What was counted is kept as long. */
    private static final Duration KEPT = Duration.ofDays(3 * 365);

    /** An intervention is not counted for longer than this, however long a test holds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final String TOLD = "INSERT INTO repeat_told"
            + " (patient, author, test, loincs, elsewhere, cents, told, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (patient, author, test) WHERE outcome IS NULL DO UPDATE SET dropped = NULL"
            + " WHERE repeat_told.dropped IS NOT NULL";

    private final Database database;
    private final Again again;
    private final InstantSource clock;

    /** Tells whether the same was ordered or done. */
    @FunctionalInterface
    public interface Again {
        /** Whether anybody, here or elsewhere, ordered or did a test of one of these codes between two moments. */
        boolean between(String patient, Set<String> loincs, Instant from, Instant until);
    }

    /** @param again tells whether the same was ordered after all */
    public Repeats(Database database, Again again, InstantSource clock) {
        this.database = database;
        this.again = again;
        this.clock = clock;
    }

    /** Notes that somebody was told; once for as long as the interval runs. */
    public void told(Collection<Told> all) {
        if (all.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        database.inTransaction(connection -> {
            int changed = 0;
            for (Told each : all) {
                Duration interval = each.interval().compareTo(LONGEST) < 0 ? each.interval() : LONGEST;
                changed += Sql.change(
                        connection,
                        TOLD,
                        each.patient(),
                        each.author(),
                        each.test(),
                        each.loincs().toArray(String[]::new),
                        each.elsewhere(),
                        each.cents(),
                        now,
                        now.plus(interval));
            }
            return changed;
        });
    }

    /** Notes that somebody took tests out again, of those of which they were told. */
    public void dropped(String patient, String author, Collection<String> tests) {
        if (!tests.isEmpty()) {
            database.inTransaction(connection -> Sql.change(
                    connection,
                    "UPDATE repeat_told SET dropped = ? WHERE patient = ? AND author = ? AND test = ANY (?)"
                            + " AND outcome IS NULL AND dropped IS NULL",
                    clock.instant(),
                    patient,
                    author,
                    tests.toArray(String[]::new)));
        }
    }

    private record Due(int number, String patient, Set<String> loincs, Instant told, Instant until, boolean dropped) {}

    /** Says of those whose interval is over what became of them; whether there may be more. */
    public boolean settle() {
        Instant now = clock.instant();
        List<Due> due = database.read(connection -> Sql.list(
                connection,
                Repeats::due,
                "SELECT repeat, patient, loincs, told, until, dropped FROM repeat_told"
                        + " WHERE outcome IS NULL AND until <= ? ORDER BY until LIMIT " + PORTION,
                now));
        for (Due each : due) {
            String outcome = again.between(each.patient(), each.loincs(), each.told(), each.until())
                    ? "ORDERED"
                    : each.dropped() ? "AVOIDED" : "LEFT";
            database.inTransaction(connection -> Sql.change(
                    connection,
                    "UPDATE repeat_told SET outcome = ? WHERE repeat = ? AND outcome IS NULL",
                    outcome,
                    each.number()));
        }
        if (due.isEmpty()) {
            database.inTransaction(
                    connection -> Sql.change(connection, "DELETE FROM repeat_told WHERE told < ?", now.minus(KEPT)));
        }
        return due.size() == PORTION;
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getInt("repeat"),
                Objects.requireNonNull(row.getString("patient")),
                Set.of((String[]) row.getArray("loincs").getArray()),
                Objects.requireNonNull(Sql.instant(row, "told")),
                Objects.requireNonNull(Sql.instant(row, "until")),
                Sql.instant(row, "dropped") != null);
    }

    /**
     * What became of a test.
     *
     * @param told how often somebody was told
     * @param elsewhere how often of these it had been done elsewhere
     * @param ordered how often it was ordered all the same within the interval, by whomever
     * @param running how often it was taken out, where the interval still runs
     * @param avoided how often it was taken out, and not ordered by anybody within the interval
     * @param cents what those cost; 0 where the price is not known
     * @param unpriced of how many of the avoided the price is not known
     */
    public record Count(
            String test, int told, int elsewhere, int ordered, int running, int avoided, long cents, int unpriced) {}

    /** By test, of those that were told since a moment, the most often avoided first. */
    public List<Count> counts(Instant since) {
        return database.read(connection -> counts(connection, since));
    }

    private static List<Count> counts(Connection connection, Instant since) throws SQLException {
        return Sql.list(
                connection,
                row -> new Count(
                        Objects.requireNonNull(row.getString("test")),
                        row.getInt("told"),
                        row.getInt("elsewhere"),
                        row.getInt("ordered"),
                        row.getInt("running"),
                        row.getInt("avoided"),
                        row.getLong("cents"),
                        row.getInt("unpriced")),
                "SELECT test, count(*) AS told, count(*) FILTER (WHERE elsewhere) AS elsewhere,"
                        + " count(*) FILTER (WHERE outcome = 'ORDERED') AS ordered,"
                        + " count(*) FILTER (WHERE outcome IS NULL AND dropped IS NOT NULL) AS running,"
                        + " count(*) FILTER (WHERE outcome = 'AVOIDED') AS avoided,"
                        + " coalesce(sum(cents) FILTER (WHERE outcome = 'AVOIDED'), 0) AS cents,"
                        + " count(*) FILTER (WHERE outcome = 'AVOIDED' AND cents IS NULL) AS unpriced"
                        + " FROM repeat_told WHERE told >= ? GROUP BY test ORDER BY avoided DESC, told DESC, test",
                since);
    }
}
