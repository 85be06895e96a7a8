package org.throughline.network.peer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.database.Sql;

/** Rows of the table {@code peer}. */
final class PeerRows {
    private static final String SELECT = "SELECT " + Peer.COLUMNS + " FROM peer ";

    private PeerRows() {}

    static List<Peer> all(Connection connection) throws SQLException {
        return Sql.list(connection, Peer::of, SELECT + "ORDER BY lower(name), peer");
    }

    static Map<Integer, String> names(Connection connection) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        Sql.list(connection, row -> names.put(row.getInt(1), row.getString(2)), "SELECT peer, name FROM holder");
        return names;
    }

    static Optional<String> base(Connection connection, int number) throws SQLException {
        return Sql.first(connection, row -> row.getString(1), "SELECT base FROM holder WHERE peer = ?", number);
    }

    static boolean any(Connection connection) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM peer WHERE state = 'JOINED' LIMIT 1");
    }

    static Optional<Peer> at(Connection connection, String address) throws SQLException {
        return Sql.first(connection, Peer::of, SELECT + "WHERE address = ?", address);
    }

    static Optional<Peer> of(Connection connection, int number) throws SQLException {
        return Sql.first(connection, Peer::of, SELECT + "WHERE peer = ?", number);
    }

    static Optional<Peer> ofClient(Connection connection, String client) throws SQLException {
        return Sql.first(connection, Peer::of, SELECT + "WHERE client = ?", client);
    }

    /** The same row, which nobody else changes until the transaction ends. */
    static Optional<Peer> locked(Connection connection, String address) throws SQLException {
        return Sql.first(connection, Peer::of, SELECT + "WHERE address = ? FOR UPDATE", address);
    }

    /** A new member; its number. Empty when another is known at that address meanwhile. */
    static Optional<Integer> insert(Connection connection, Peer peer) throws SQLException {
        return Sql.first(
                connection,
                row -> row.getInt(1),
                "INSERT INTO peer (address, organization, endpoint, client, name, kind, keys, state, since, made_so_by,"
                        + " contact) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING peer",
                peer.address(),
                peer.organization(),
                peer.endpoint(),
                peer.client(),
                peer.name(),
                peer.kind().name(),
                peer.keys(),
                peer.state().name(),
                peer.since(),
                peer.by(),
                peer.contact());
    }

    /** What was known becomes a member anew. */
    static void renew(Connection connection, Peer peer) throws SQLException {
        Sql.change(
                connection,
                "UPDATE peer SET organization = ?, endpoint = ?, name = ?, kind = ?, keys = ?, state = ?, since = ?,"
                        + " made_so_by = ?, contact = ?, fault = '', fault_since = NULL, ahead = 0 WHERE peer = ?",
                peer.organization(),
                peer.endpoint(),
                peer.name(),
                peer.kind().name(),
                peer.keys(),
                peer.state().name(),
                peer.since(),
                peer.by(),
                peer.contact(),
                peer.number());
    }

    static void end(Connection connection, int number, Peer.State state, Instant since, String by) throws SQLException {
        Sql.change(
                connection,
                "UPDATE peer SET state = ?, since = ?, made_so_by = ?, fault = '', fault_since = NULL WHERE peer = ?",
                state.name(),
                since,
                by,
                number);
    }

    static void rekey(Connection connection, int number, String keys) throws SQLException {
        Sql.change(connection, "UPDATE peer SET keys = ? WHERE peer = ?", keys, number);
    }

    /** It spoke to us; whether we reach it is another matter. */
    static void spoke(Connection connection, int number, Instant now, Duration ahead) throws SQLException {
        Sql.change(connection, "UPDATE peer SET contact = ?, ahead = ? WHERE peer = ?", now, seconds(ahead), number);
    }

    private static int seconds(Duration ahead) {
        return Math.clamp(ahead.toSeconds(), -1_000_000_000, 1_000_000_000);
    }

    /** It answered us. */
    static void heard(Connection connection, int number, Instant now, Duration ahead) throws SQLException {
        Sql.change(
                connection,
                "UPDATE peer SET contact = ?, ahead = ?, fault = '', fault_since = NULL WHERE peer = ?",
                now,
                seconds(ahead),
                number);
    }

    /** It calls itself something else now. */
    static void rename(Connection connection, int number, Member member) throws SQLException {
        Sql.change(
                connection,
                "UPDATE peer SET name = ?, kind = ? WHERE peer = ?",
                member.name(),
                member.kind().name(),
                number);
    }

    /** What is wrong; since when stays when it was wrong before. */
    static void troubled(Connection connection, int number, Trouble trouble, Instant now) throws SQLException {
        Sql.change(
                connection,
                "UPDATE peer SET fault_since = CASE WHEN fault = ? THEN fault_since ELSE ? END, fault = ? WHERE peer = ?",
                trouble.name(),
                now,
                trouble.name(),
                number);
    }

    /** So many are contacted at once, so that who has very many members is busy with nothing else. */
    private static final int MOST_AT_ONCE = 100;

    /** Those to be contacted now, by this process alone, who waits longest first: whom nobody has asked since, or less long ago when something is wrong. */
    static List<Peer> due(Connection connection, Instant now, Duration usual, Duration troubled) throws SQLException {
        return Sql.list(
                connection,
                Peer::of,
                "UPDATE peer SET asked = ? WHERE peer IN (SELECT p.peer FROM peer p WHERE (p.state = 'JOINED'"
                        + " AND (p.asked IS NULL OR p.asked < ? OR (p.fault <> '' AND p.asked < ?)))"
                        + " OR EXISTS (SELECT 1 FROM peer_notice n WHERE n.peer = p.peer"
                        + " AND n.due <= ? AND (p.asked IS NULL OR p.asked < ?))"
                        + " ORDER BY p.asked NULLS FIRST LIMIT " + MOST_AT_ONCE + " FOR UPDATE SKIP LOCKED) RETURNING "
                        + Peer.COLUMNS,
                now,
                now.minus(usual),
                now.minus(troubled),
                now,
                now.minusSeconds(2));
    }
}
