package org.throughline.record;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Fragment;
import org.throughline.database.Pipeline;
import org.throughline.fhir.definitions.Types;

/**
 * The present version of a resource, its row locked by this transaction.
 *
 * @param labels the number of its set of security labels
 * @param seen whether the caller may read it
 * @param updatable whether the caller may change it
 * @param deletable whether the caller may delete it
 * @param body the packed JSON; null when it was not asked for or the resource is deleted
 */
record Present(
        long address,
        String type,
        String id,
        int version,
        Instant updated,
        long patient,
        boolean deleted,
        int labels,
        boolean seen,
        boolean updatable,
        boolean deletable,
        byte @Nullable [] body) {

    /**
     * Locks and reads the present versions at these addresses, in the order of addresses. It marks the transaction for
     * the {@link Horizon}, also when there are none.
     *
     * @param forDelete locks against new references too
     */
    static Map<Long, Present> lock(
            Connection connection,
            Types types,
            Sights sights,
            Collection<Long> addresses,
            boolean withBody,
            boolean forDelete)
            throws SQLException {
        Pipeline pipeline = new Pipeline().add(Horizon.MARK);
        Map<Long, Present> found = new HashMap<>();
        if (addresses.isEmpty()) {
            pipeline.send(connection);
            return found;
        }
        Fragment sql = Fragment.of("SELECT resource, type, id, version, updated, patient, deleted, labels, (")
                .add(sights.read().ofPresent("r"))
                .add("), (")
                .add(sights.update().ofPresent("r"))
                .add("), (")
                .add(sights.delete().ofPresent("r"))
                .add(withBody ? "), body" : "), NULL::bytea")
                .add(
                        " FROM resource r WHERE resource = ANY (?::bigint[]) ORDER BY resource",
                        addresses.stream().mapToLong(Long::longValue).toArray())
                .add(forDelete ? " FOR UPDATE" : " FOR NO KEY UPDATE");
        pipeline.checked((rows, count) -> read(Objects.requireNonNull(rows), types, found), sql)
                .send(connection);
        return found;
    }

    private static void read(ResultSet row, Types types, Map<Long, Present> found) throws SQLException {
        while (row.next()) {
            found.put(
                    row.getLong(1),
                    new Present(
                            row.getLong(1),
                            types.resourceType(row.getShort(2)),
                            row.getString(3),
                            row.getInt(4),
                            row.getTimestamp(5).toInstant(),
                            row.getLong(6),
                            row.getBoolean(7),
                            row.getInt(8),
                            row.getBoolean(9),
                            row.getBoolean(10),
                            row.getBoolean(11),
                            row.getBytes(12)));
        }
    }
}
