package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.throughline.database.Fragment;
import org.throughline.database.Sql;

/** Finds what refers to a resource, by any of the search parameters that are references. */
record Referrers(Connection connection, Parts parts) {
    private static final String SELECT = "SELECT r.resource, r.type, r.id, r.version, r.updated, r.patient, r.body,"
            + " least(r.updated, (SELECT min(h.updated) FROM history h WHERE h.resource = r.resource)) AS created"
            + " FROM resource r WHERE r.origin = 0 AND NOT r.deleted AND r.resource IN"
            + " (SELECT t.resource FROM term t WHERE t.key = ANY (?::bigint[])) ORDER BY r.resource";

    /** Keeps others from beginning to refer to these resources, and waits for those who are at it. */
    void lock(List<Long> addresses) throws SQLException {
        for (long address : addresses.stream().sorted().toList()) {
            Sql.any(connection, "SELECT resource FROM resource WHERE resource = ? FOR UPDATE", address);
        }
    }

    /** What refers to a resource of a type now. */
    List<Referrer> of(String type, long address) throws SQLException {
        long[] keys = parts.indexer().referringKeys(type, address).stream()
                .mapToLong(Long::longValue)
                .toArray();
        List<Referrer> found = new ArrayList<>();
        try (PreparedStatement statement = Fragment.of(SELECT, keys).prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Stored stored = new Stored(
                        row.getLong(1),
                        parts.types().resourceType(row.getShort(2)),
                        row.getString(3),
                        row.getInt(4),
                        row.getTimestamp(5).toInstant(),
                        row.getLong(6),
                        row.getBytes(7));
                found.add(new Referrer(stored, row.getTimestamp(8).toInstant()));
            }
        }
        return found;
    }
}
