package org.throughline.record;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Pipeline;
import org.throughline.fhir.definitions.Types;

/**
 * The present version of a resource, its row locked by this transaction.
 *
 * @param visible whether the caller may see it
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
        boolean visible,
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
            Predicate predicate,
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
        String sql = "SELECT resource, type, id, version, updated, patient, deleted, (" + predicate.sql() + ")"
                + (withBody ? ", body" : ", NULL::bytea")
                + " FROM resource r WHERE resource = ANY (?::bigint[]) ORDER BY resource"
                + (forDelete ? " FOR UPDATE" : " FOR NO KEY UPDATE");
        List<Object> parameters = new ArrayList<>();
        if (predicate.types() != null) {
            parameters.add(predicate.types());
        }
        parameters.add(addresses.stream().mapToLong(Long::longValue).toArray());
        pipeline.checked((rows, count) -> read(Objects.requireNonNull(rows), types, found), sql, parameters.toArray())
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
                            row.getBoolean(8),
                            row.getBytes(9)));
        }
    }
}
