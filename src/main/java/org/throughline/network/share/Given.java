package org.throughline.network.share;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.database.Pipeline;
import org.throughline.database.Sql;

/** What a member has been given of a patient's record, or of the directory, by version. */
final class Given {
    private static final String PUT = "INSERT INTO given (peer, patient, resource, version)"
            + " SELECT ?, ?, * FROM unnest(?::bigint[], ?::integer[])"
            + " ON CONFLICT (peer, patient, resource) DO UPDATE SET version = excluded.version";
    private static final String TAKE =
            "DELETE FROM given WHERE peer = ? AND patient = ? AND resource = ANY (?::bigint[])";

    private Given() {}

    /** The versions by address. */
    static Map<Long, Integer> of(Connection connection, int peer, long patient) throws SQLException {
        Map<Long, Integer> versions = new HashMap<>();
        Sql.list(
                connection,
                row -> versions.put(row.getLong(1), row.getInt(2)),
                "SELECT resource, version FROM given WHERE peer = ? AND patient = ?",
                peer,
                patient);
        return versions;
    }

    /** Notes what is given now. */
    static void put(Connection connection, int peer, long patient, List<Item> items) throws SQLException {
        if (!items.isEmpty()) {
            new Pipeline()
                    .add(
                            PUT,
                            (short) peer,
                            patient,
                            items.stream().mapToLong(Item::address).toArray(),
                            items.stream().mapToInt(Item::version).toArray())
                    .send(connection);
        }
    }

    /** Notes what is given no more. */
    static void take(Connection connection, int peer, long patient, List<Item> items) throws SQLException {
        if (!items.isEmpty()) {
            new Pipeline()
                    .add(
                            TAKE,
                            (short) peer,
                            patient,
                            items.stream().mapToLong(Item::address).toArray())
                    .send(connection);
        }
    }

    /** What these addresses are called, and of which version: also what was deleted. */
    static List<Item> items(Connection connection, Map<Long, Integer> versions, TypeNames types) throws SQLException {
        return Sql.list(
                connection,
                row -> new Item(
                        row.getLong("resource"),
                        types.of(row.getInt("type")),
                        String.valueOf(row.getString("id")),
                        row.getInt("version")),
                "SELECT resource, type, id, version FROM resource WHERE resource = ANY (?) ORDER BY resource",
                (Object) versions.keySet().toArray(Long[]::new));
    }

    /** Forgets all that a member was given. */
    static void forget(Connection connection, int peer) throws SQLException {
        Sql.change(connection, "DELETE FROM given WHERE peer = ?", peer);
    }

    /** The name of a type by its number. */
    @FunctionalInterface
    interface TypeNames {
        String of(int number);
    }

    /** One version of a resource. */
    record Item(long address, String type, String id, int version) {}
}
