package org.throughline.network.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.throughline.database.Pipeline;
import org.throughline.database.Sql;

/** What came with transfers, as it was filed. */
final class FiledRows {
    private FiledRows() {}

    /** As which version something was filed, and the hash of what came. */
    record Filed(long address, int version, String hash) {}

    static Map<Long, Filed> of(Connection connection, Collection<Long> addresses) throws SQLException {
        Map<Long, Filed> found = new HashMap<>();
        Sql.list(
                connection,
                row -> found.put(row.getLong(1), new Filed(row.getLong(1), row.getInt(2), row.getString(3))),
                "SELECT resource, version, hash FROM transfer_filed WHERE resource = ANY (?)",
                (Object) addresses.toArray(Long[]::new));
        return found;
    }

    static void put(Connection connection, String transfer, List<Filed> filed) throws SQLException {
        if (!filed.isEmpty()) {
            new Pipeline()
                    .add(
                            "INSERT INTO transfer_filed (resource, transfer, version, hash)"
                                    + " SELECT r, ?::uuid, v, h FROM unnest(?::bigint[], ?::integer[], ?::text[]) AS n (r, v, h)"
                                    + " ON CONFLICT (resource) DO UPDATE SET transfer = excluded.transfer,"
                                    + " version = excluded.version, hash = excluded.hash",
                            UUID.fromString(transfer),
                            filed.stream().mapToLong(Filed::address).toArray(),
                            filed.stream().mapToInt(Filed::version).toArray(),
                            filed.stream().map(Filed::hash).toArray(String[]::new))
                    .send(connection);
        }
    }
}
