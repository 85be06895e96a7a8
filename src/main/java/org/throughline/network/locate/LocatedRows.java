package org.throughline.network.locate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.throughline.database.Sql;
import org.throughline.matching.Clues;

/** The tables of this room, for whoever has the transaction. */
final class LocatedRows {
    /** So many records of one key are looked at; few have one in common with more. */
    private static final int MOST = 200;

    private LocatedRows() {}

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** At a locator: a member has a record under these keys now, and under no others. */
    static int put(Connection connection, int peer, String handle, List<String> keys) throws SQLException {
        Sql.change(connection, "DELETE FROM located WHERE peer = ? AND handle = ?", peer, bytes(handle));
        int added = 0;
        for (String key : keys) {
            added += Sql.change(
                    connection,
                    "INSERT INTO located (key, peer, handle) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    bytes(key),
                    peer,
                    bytes(handle));
        }
        return added;
    }

    /** At a locator: the numbers of the members that have a record with enough of these keys. */
    static List<Integer> holders(Connection connection, Collection<String> keys) throws SQLException {
        return Sql.list(
                connection,
                row -> row.getInt("peer"),
                "SELECT DISTINCT peer FROM (SELECT f.peer, f.handle FROM unnest(?::text[]) AS k (key)"
                        + " CROSS JOIN LATERAL (SELECT l.peer, l.handle FROM located l WHERE l.key = decode(k.key, 'hex')"
                        + " ORDER BY l.peer, l.handle LIMIT " + MOST + ") f"
                        + " GROUP BY f.peer, f.handle HAVING count(*) >= " + Clues.ENOUGH + ") found ORDER BY peer",
                (Object) keys.toArray(String[]::new));
    }

    /** At a locator: what former members had told of is forgotten. */
    static int forget(Connection connection) throws SQLException {
        return Sql.change(
                connection, "DELETE FROM located WHERE peer NOT IN (SELECT peer FROM peer WHERE state = 'JOINED')");
    }

    /** A patient is to be told of anew. */
    static int due(Connection connection, String patient) throws SQLException {
        return Sql.change(connection, "INSERT INTO located_due (patient) VALUES (?) ON CONFLICT DO NOTHING", patient);
    }

    /** All patients are to be told of anew of whom any locator was told, by other keys. */
    static int allAnew(Connection connection) throws SQLException {
        Sql.change(connection, "UPDATE located_told SET digest = ''");
        return again(connection);
    }

    static List<String> due(Connection connection, int most) throws SQLException {
        return Sql.list(
                connection,
                row -> Objects.requireNonNull(row.getString("patient")),
                "SELECT patient FROM located_due ORDER BY patient LIMIT ?",
                most);
    }

    static int done(Connection connection, Collection<String> patients) throws SQLException {
        return Sql.change(connection, "DELETE FROM located_due WHERE patient = ANY (?)", (Object)
                patients.toArray(String[]::new));
    }

    /** Whether a locator was told just this of a patient. */
    static boolean isTold(Connection connection, int peer, String patient, byte[] digest) throws SQLException {
        return Sql.any(
                connection,
                "SELECT 1 FROM located_told WHERE peer = ? AND patient = ? AND digest = ?",
                peer,
                patient,
                digest);
    }

    /** Whether a locator was told anything of a patient. */
    static boolean isTold(Connection connection, int peer, String patient) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM located_told WHERE peer = ? AND patient = ?", peer, patient);
    }

    static int told(Connection connection, int peer, String patient, byte[] digest) throws SQLException {
        return Sql.change(
                connection,
                "INSERT INTO located_told (peer, patient, digest) VALUES (?, ?, ?)"
                        + " ON CONFLICT (peer, patient) DO UPDATE SET digest = excluded.digest",
                peer,
                patient,
                digest);
    }

    static int untold(Connection connection, int peer, String patient) throws SQLException {
        return Sql.change(connection, "DELETE FROM located_told WHERE peer = ? AND patient = ?", peer, patient);
    }

    /** What former members were told counts no more. */
    static int forgetFormer(Connection connection) throws SQLException {
        String former = " WHERE peer NOT IN (SELECT peer FROM peer WHERE state = 'JOINED')";
        return Sql.change(connection, "DELETE FROM located_told" + former)
                + Sql.change(connection, "DELETE FROM located_begun" + former);
    }

    /** Whether a locator was told of all already. */
    static boolean isBegun(Connection connection, int peer) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM located_begun WHERE peer = ?", peer);
    }

    static int begun(Connection connection, int peer, Instant now) throws SQLException {
        return Sql.change(
                connection, "INSERT INTO located_begun (peer, since) VALUES (?, ?) ON CONFLICT DO NOTHING", peer, now);
    }

    /** All of whom a locator was told are looked at anew: consents end by their dates too. */
    static int again(Connection connection) throws SQLException {
        return Sql.change(
                connection,
                "INSERT INTO located_due (patient) SELECT DISTINCT patient FROM located_told ON CONFLICT DO NOTHING");
    }
}
