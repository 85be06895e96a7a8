package org.throughline.network.share;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;

/** Where we are with what each member tells us: rows of the table {@code source}. */
final class SourceRows {
    private SourceRows() {}

    /**
     * How it stands with one.
     *
     * @param subscription its id there; null when there is none yet
     * @param applied the number of the last event that is applied
     * @param announced the number of the last event that is known to be there
     * @param us the id there of the Organization that stands for us; empty when it is not known
     */
    record Standing(
            @Nullable String subscription,
            long applied,
            long announced,
            String us,
            @Nullable Instant heard,
            @Nullable Instant asked) {}

    static Optional<Standing> of(Connection connection, int peer) throws SQLException {
        return Sql.first(
                connection,
                SourceRows::standing,
                "SELECT subscription, applied, announced, us, heard, asked FROM source WHERE peer = ?",
                peer);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getString("subscription"),
                row.getLong("applied"),
                row.getLong("announced"),
                Objects.requireNonNull(row.getString("us")),
                Sql.instant(row, "heard"),
                Sql.instant(row, "asked"));
    }

    /** Notes how the member calls us. */
    static void name(Connection connection, int peer, String us) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO source (peer, us) VALUES (?, ?) ON CONFLICT (peer) DO UPDATE SET us = excluded.us",
                peer,
                us);
    }

    /** Begins anew, with an id and a secret that the member is about to be given. */
    static void begin(Connection connection, int peer, String subscription, byte[] secret, Instant now)
            throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO source (peer, subscription, secret, asked) VALUES (?, ?, ?, ?) ON CONFLICT (peer) DO UPDATE"
                        + " SET subscription = excluded.subscription, secret = excluded.secret, asked = excluded.asked,"
                        + " applied = 0, announced = 0, heard = NULL",
                peer,
                subscription,
                secret,
                now);
    }

    /** The member tells us by this subscription from now on. */
    static void subscribed(Connection connection, int peer, String subscription, Instant now) throws SQLException {
        Sql.change(
                connection, "UPDATE source SET heard = ? WHERE peer = ? AND subscription = ?", now, peer, subscription);
    }

    /** The member does not take this subscription. */
    static void refused(Connection connection, int peer, String subscription) throws SQLException {
        Sql.change(
                connection,
                "UPDATE source SET subscription = NULL WHERE peer = ? AND subscription = ?",
                peer,
                subscription);
    }

    /** The subscription there is none any more: another one can be made at once. */
    static void lost(Connection connection, int peer) throws SQLException {
        Sql.change(connection, "UPDATE source SET subscription = NULL, asked = NULL WHERE peer = ?", peer);
    }

    /** It is asked now how we stand. */
    static void asked(Connection connection, int peer, Instant now) throws SQLException {
        Sql.change(connection, "UPDATE source SET asked = ? WHERE peer = ?", now, peer);
    }

    /** It was heard of, and has told so many events. */
    static void heard(Connection connection, int peer, long announced, Instant now) throws SQLException {
        Sql.change(
                connection,
                "UPDATE source SET announced = greatest(announced, ?), heard = ? WHERE peer = ?",
                announced,
                now,
                peer);
    }

    /** Whether this is the digest of what the member was given to show. */
    static boolean isSecret(Connection connection, int peer, byte[] digest) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM source WHERE peer = ? AND secret = ?", peer, digest);
    }
}
