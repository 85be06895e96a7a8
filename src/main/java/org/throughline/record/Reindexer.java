package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.throughline.database.Pipeline;
import org.throughline.fhir.json.JsonObject;

/**
 * Makes the index rows of present resources anew, some at a time, in the order of their addresses, and whom they are about:
 * that may be told by another element than when they were written.
 */
record Reindexer(Connection connection, Parts parts) {
    private static final String NEXT = "SELECT r.resource, r.type, r.id, r.version, r.updated, r.body"
            + " FROM resource r WHERE r.resource > ? AND r.type = ANY (?::smallint[]) AND NOT r.deleted"
            + " ORDER BY r.resource LIMIT ? FOR UPDATE";

    /** Does the next ones and gives the address of the last; {@link Long#MAX_VALUE} when there are no more. */
    long next(List<String> types, long after, int limit) throws SQLException {
        List<Version> versions = read(types, after, limit);
        if (versions.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long[] addresses = versions.stream()
                .mapToLong(version -> version.stored().address())
                .toArray();
        Pipeline pipeline = new Pipeline();
        for (IndexTable<?> table : IndexTable.ALL) {
            pipeline.add("DELETE FROM " + table.name() + " WHERE resource = ANY (?::bigint[])", addresses);
        }
        long[] patients = versions.stream()
                .mapToLong(version -> version.stored().patient())
                .toArray();
        for (String table : List.of("resource", "history")) {
            pipeline.add(
                    "UPDATE " + table + " r SET patient = n.patient FROM unnest(?::bigint[], ?::bigint[])"
                            + " AS n (resource, patient) WHERE r.resource = n.resource AND r.patient <> n.patient",
                    addresses,
                    patients);
        }
        new IndexWriter(pipeline, Set.of()).write(versions);
        pipeline.send(connection);
        return addresses[addresses.length - 1];
    }

    private List<Version> read(List<String> types, long after, int limit) throws SQLException {
        short[] numbers = new short[types.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (short) parts.types().number(types.get(i));
        }
        List<Version> versions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setLong(1, after);
            statement.setObject(2, numbers);
            statement.setInt(3, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    versions.add(version(row));
                }
            }
        }
        return versions;
    }

    private Version version(ResultSet row) throws SQLException {
        byte[] body = Objects.requireNonNull(row.getBytes(6));
        JsonObject resource = parts.bodies().open(body);
        IndexRows rows = parts.indexer().index(resource);
        Stored stored = new Stored(
                row.getLong(1),
                parts.types().resourceType(row.getShort(2)),
                row.getString(3),
                row.getInt(4),
                row.getTimestamp(5).toInstant(),
                rows.patient(),
                body);
        return new Version(
                stored,
                rows,
                parts.guard().rows(connection, resource),
                parts.claims().of(resource),
                parts.guard().labels(connection, resource),
                null);
    }
}
