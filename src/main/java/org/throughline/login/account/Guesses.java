package org.throughline.login.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Digest;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Makes guessing slow. Each try at something (a name's password, a second factor) is counted before it is looked at, so
 * that many at once gain nothing. After some free tries each further one has to wait, twice as long each time, at most a
 * quarter of an hour, and with time tries are forgotten; so nobody is locked out for good. It counts the same whether
 * there is such a name or not.
 */
public final class Guesses {
    private static final int LONGEST_WAIT_SECONDS = 900;
    private static final Duration LONG_AGO = Duration.ofHours(24);

    /** When the next try may come. */
    private static final String NEXT = "g.last + interval '1 second'"
            + " * CASE WHEN g.failures < ? THEN 0 ELSE least(?, power(2, least(g.failures - ?, 20))) END";

    private static final String COUNT = "INSERT INTO guess AS g (key, failures, last) VALUES (?, 1, ?)"
            + " ON CONFLICT (key) DO UPDATE SET last = excluded.last, failures = 1"
            + " + greatest(0, g.failures - floor(extract(epoch FROM excluded.last - g.last) / ?)::integer)"
            + " WHERE " + NEXT + " <= excluded.last";

    private final Database database;
    private final InstantSource clock;

    public Guesses(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is guessed at. */
    public enum Kind {
        /** The password of a name. */
        NAME(5, 3600),
        /** The second factor of an account. */
        FACTOR(5, 3600),
        /** Anything, from one address; a whole practice may come from one. */
        ADDRESS(40, 30);

        private final int free;
        private final int forgettingSeconds;

        /** @param forgettingSeconds after how long one try is forgotten */
        Kind(int free, int forgettingSeconds) {
            this.free = free;
            this.forgettingSeconds = forgettingSeconds;
        }
    }

    /**
     * Counts a try.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when it has to wait; then it is not counted
     */
    public void begin(Kind kind, String what) {
        byte[] key = key(kind, what);
        boolean counted = database.inTransaction(connection -> count(connection, kind, key));
        if (!counted) {
            long seconds = database.read(connection -> seconds(connection, kind, key));
            throw new Failed(new Failure.Unauthenticated(
                    "Too many tries that did not fit. Try again in " + Math.max(1, seconds) + " seconds."));
        }
    }

    private boolean count(Connection connection, Kind kind, byte[] key) throws SQLException {
        Instant now = clock.instant();
        Sql.change(connection, "DELETE FROM guess WHERE last < ?", now.minus(LONG_AGO));
        int counted = Sql.change(
                connection, COUNT, key, now, kind.forgettingSeconds, kind.free, LONGEST_WAIT_SECONDS, kind.free);
        return counted == 1;
    }

    private long seconds(Connection connection, Kind kind, byte[] key) throws SQLException {
        Instant next = Sql.first(
                        connection,
                        row -> Objects.requireNonNull(Sql.instant(row, "next")),
                        "SELECT " + NEXT + " AS next FROM guess g WHERE g.key = ?",
                        kind.free,
                        LONGEST_WAIT_SECONDS,
                        kind.free,
                        key)
                .orElse(clock.instant());
        return Duration.between(clock.instant(), next).toSeconds() + 1;
    }

    /** The try was right: what was guessed at is known, so the failures before are forgotten. */
    public void right(Kind kind, String what) {
        database.inTransaction(
                connection -> Sql.change(connection, "DELETE FROM guess WHERE key = ?", key(kind, what)));
    }

    /** The try was right, but those before it, by others perhaps, still count. */
    public void uncount(Kind kind, String what) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE guess SET failures = failures - 1 WHERE key = ? AND failures > 0",
                key(kind, what)));
    }

    private static byte[] key(Kind kind, String what) {
        return Digest.sha256((kind + "/" + what).getBytes(UTF_8));
    }
}
