package org.throughline.network.outside;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.throughline.database.Sql;

/** Rows of {@code outside_server}. */
final class ServerRows {
    private static final String SELECT = "SELECT " + Server.COLUMNS + " FROM outside_server ";

    private ServerRows() {}

    static List<Server> all(Connection connection) throws SQLException {
        return Sql.list(connection, Server::of, SELECT + "ORDER BY lower(name), peer");
    }

    static boolean any(Connection connection) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM outside_server WHERE open LIMIT 1");
    }

    static Optional<Server> of(Connection connection, int number) throws SQLException {
        return Sql.first(connection, Server::of, SELECT + "WHERE peer = ?", number);
    }

    static Optional<Server> at(Connection connection, String address) throws SQLException {
        return Sql.first(connection, Server::of, SELECT + "WHERE address = ?", address);
    }

    /** Keeps a server, a new one or one that was known at that address; its number. */
    static int put(Connection connection, Server server) throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "INSERT INTO outside_server (address, organization, endpoint, name, kind, client, scopes, every,"
                                + " open, since, made_so_by, client_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, true, ?, ?, ?)"
                                + " ON CONFLICT (address) DO UPDATE SET organization = excluded.organization,"
                                + " endpoint = excluded.endpoint, name = excluded.name, kind = excluded.kind,"
                                + " client = excluded.client, scopes = excluded.scopes, every = excluded.every,"
                                + " open = true, since = excluded.since, made_so_by = excluded.made_so_by,"
                                + " fault = '', fault_since = NULL, rest = NULL, client_key = excluded.client_key, next_key = ''"
                                + " RETURNING peer",
                        server.address(),
                        server.organization(),
                        server.endpoint(),
                        server.name(),
                        server.kind().name(),
                        server.client(),
                        server.scopes(),
                        (int) server.every().toSeconds(),
                        server.since(),
                        server.by(),
                        server.key())
                .orElseThrow();
    }

    static void change(Connection connection, int number, String client, String scopes, int every) throws SQLException {
        Sql.change(
                connection,
                "UPDATE outside_server SET client = ?, scopes = ?, every = ?, rest = NULL WHERE peer = ?",
                client,
                scopes,
                every,
                number);
    }

    /** It is to be shown another pair of keys. */
    static int nextKey(Connection connection, int number, String next) throws SQLException {
        return Sql.change(connection, "UPDATE outside_server SET next_key = ? WHERE peer = ?", next, number);
    }

    /** It has taken the other pair; those that are shown to any server still, by name. */
    static List<String> tookKey(Connection connection, int number, String taken) throws SQLException {
        Sql.change(
                connection,
                "UPDATE outside_server SET client_key = ?, next_key = '' WHERE peer = ? AND next_key = ?",
                taken,
                number,
                taken);
        return Sql.list(
                connection,
                row -> row.getString(1),
                "SELECT client_key FROM outside_server WHERE open"
                        + " UNION SELECT next_key FROM outside_server WHERE open AND next_key <> ''");
    }

    static void end(Connection connection, int number, Instant now, String by) throws SQLException {
        Sql.change(
                connection,
                "UPDATE outside_server SET open = false, since = ?, made_so_by = ?, fault = '', fault_since = NULL"
                        + " WHERE peer = ?",
                now,
                by,
                number);
    }

    /** It answered as it should. */
    static void well(Connection connection, int number, String offers, Instant now) throws SQLException {
        Sql.change(
                connection,
                "UPDATE outside_server SET contact = ?, offers = ?, fault = '', fault_since = NULL, rest = NULL"
                        + " WHERE peer = ?",
                now,
                offers,
                number);
    }

    /** Something is wrong; since when stays when something was before. It is asked nothing before a moment. */
    static void wrong(Connection connection, int number, String fault, Instant now, Instant rest) throws SQLException {
        Sql.change(
                connection,
                "UPDATE outside_server SET fault_since = CASE WHEN fault = '' THEN ? ELSE fault_since END, fault = ?,"
                        + " rest = ? WHERE peer = ?",
                now,
                fault,
                rest,
                number);
    }
}
