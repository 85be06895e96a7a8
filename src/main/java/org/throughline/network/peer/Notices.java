package org.throughline.network.peer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.throughline.database.Database;
import org.throughline.database.Sql;

/** What others are to be told until they have heard it. */
final class Notices {
    private static final Duration KEPT = Duration.ofDays(60);

    private final Database database;

    Notices(Database database) {
        this.database = database;
    }

    record Notice(long number, String statement, int attempts) {}

    /** What a peer is to be told, in order, now that a key is in use. */
    List<Notice> of(int peer, String fingerprint) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Notice(row.getLong("notice"), row.getString("statement"), row.getInt("attempts")),
                "SELECT notice, statement, attempts FROM peer_notice WHERE peer = ? AND follows IN ('', ?)"
                        + " ORDER BY notice",
                peer,
                fingerprint));
    }

    /** @param follows the fingerprint of the key that must be in use before it holds; empty when it holds */
    static void add(Connection connection, int peer, String statement, String follows, Instant now)
            throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO peer_notice (peer, statement, follows, made, due) VALUES (?, ?, ?, ?, ?)",
                peer,
                statement,
                follows,
                now,
                now);
    }

    /** Nothing needs to be told any more. */
    static void forget(Connection connection, int peer) throws SQLException {
        Sql.change(connection, "DELETE FROM peer_notice WHERE peer = ?", peer);
    }

    void told(Notice notice) {
        database.inTransaction(
                connection -> Sql.change(connection, "DELETE FROM peer_notice WHERE notice = ?", notice.number()));
    }

    /** It could not be told: again after a while, twice as long each time up to ten minutes; after two months no more. */
    void later(Notice notice, Instant now) {
        Duration pause = Duration.ofSeconds(Math.min(600, 5L << Math.min(7, notice.attempts())));
        database.inTransaction(connection -> {
            Sql.change(
                    connection,
                    "UPDATE peer_notice SET attempts = attempts + 1, due = ? WHERE notice = ?",
                    now.plus(pause),
                    notice.number());
            return Sql.change(connection, "DELETE FROM peer_notice WHERE made < ?", now.minus(KEPT));
        });
    }

    /** What was to hold once a key is in use that never came into use is forgotten; what waited for this one holds. */
    static void settle(Connection connection, String fingerprint) throws SQLException {
        Sql.change(connection, "UPDATE peer_notice SET follows = '' WHERE follows = ?", fingerprint);
        Sql.change(connection, "DELETE FROM peer_notice WHERE follows <> ''");
    }
}
