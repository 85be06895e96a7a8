package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Types;

/**
 * Writes versions and everything that goes with them in one round trip, whatever their number: superseded versions
 * move to {@code history}, their index rows go, the new rows come, the tally is told.
 */
final class VersionWriter {
    private static final String RESOURCE_COLUMNS = "resource, patient, updated, version, type, deleted, id, body";
    private static final String RESOURCE_ROWS = " FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::integer[],"
            + " ?::smallint[], ?::boolean[], ?::text[], ?::bytea[])"
            + " AS n (resource, patient, updated, version, type, deleted, id, body)";
    private static final String UPDATED = "timestamptz 'epoch' + n.updated * interval '1 microsecond'";

    // Nothing on conflict: the row count then tells that another transaction was first, and ours is run again.
    private static final String INSERT = "INSERT INTO resource (" + RESOURCE_COLUMNS + ")"
            + " SELECT resource, patient, " + UPDATED + ", version, type, deleted, id, body" + RESOURCE_ROWS
            + " ON CONFLICT (resource) DO NOTHING";
    private static final String ARCHIVE = "INSERT INTO history (resource, patient, xid, updated, version, labels, type,"
            + " origin, deleted, id, body)"
            + " SELECT resource, patient, xid, updated, version, labels, type, origin, deleted, id, body"
            + " FROM resource WHERE resource = ANY (?::bigint[])";
    private static final String REPLACE = "UPDATE resource r SET patient = n.patient, updated = " + UPDATED
            + ", version = n.version, deleted = n.deleted, body = n.body, xid = pg_current_xact_id()"
            + RESOURCE_ROWS + " WHERE r.resource = n.resource";

    private final Connection connection;
    private final Types types;
    private final Set<Long> knownValues;

    VersionWriter(Connection connection, Types types, Set<Long> knownValues) {
        this.connection = connection;
        this.types = types;
        this.knownValues = knownValues;
    }

    /**
     * Writes the versions. The rows of those that replace others must be locked.
     *
     * @return the keys of the tokens that are in the dictionary once this is committed
     * @throws SQLException of state 40001 when another transaction made one of the new resources meanwhile
     */
    Set<Long> write(List<Version> versions) throws SQLException {
        List<Version> fresh =
                versions.stream().filter(version -> version.previous() == null).toList();
        List<Version> next =
                versions.stream().filter(version -> version.previous() != null).toList();
        if (!next.isEmpty()) {
            archive(next);
            replace(next);
        }
        if (!fresh.isEmpty()) {
            insert(fresh);
        }
        tally(versions);
        return new IndexWriter(connection, knownValues).write(versions);
    }

    private void insert(List<Version> versions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            bind(statement, versions);
            if (statement.executeUpdate() < versions.size()) {
                throw new SQLException("Another transaction made one of these resources first", "40001");
            }
        }
    }

    private void archive(List<Version> versions) throws SQLException {
        long[] addresses = addresses(versions);
        StringBuilder sql = new StringBuilder(ARCHIVE);
        for (IndexTable<?> table : IndexTable.ALL) {
            sql.append("; DELETE FROM ").append(table.name()).append(" WHERE resource = ANY (?::bigint[])");
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 1; i <= IndexTable.ALL.size() + 1; i++) {
                statement.setObject(i, addresses);
            }
            statement.execute();
        }
    }

    private void replace(List<Version> versions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REPLACE)) {
            bind(statement, versions);
            statement.executeUpdate();
        }
    }

    private void bind(PreparedStatement statement, List<Version> versions) throws SQLException {
        int size = versions.size();
        long[] patients = new long[size];
        long[] updated = new long[size];
        int[] numbers = new int[size];
        short[] typeNumbers = new short[size];
        boolean[] deleted = new boolean[size];
        String[] ids = new String[size];
        byte[] @Nullable [] bodies = new byte[size][];
        for (int i = 0; i < size; i++) {
            Stored stored = versions.get(i).stored();
            patients[i] = stored.patient();
            updated[i] = Micros.of(stored.updated());
            numbers[i] = stored.version();
            typeNumbers[i] = (short) types.number(stored.type());
            deleted[i] = stored.deleted();
            ids[i] = stored.id();
            bodies[i] = stored.body();
        }
        statement.setObject(1, addresses(versions));
        statement.setObject(2, patients);
        statement.setObject(3, updated);
        statement.setObject(4, numbers);
        statement.setObject(5, typeNumbers);
        statement.setObject(6, deleted);
        statement.setArray(7, connection.createArrayOf("text", ids));
        statement.setArray(8, connection.createArrayOf("bytea", bodies));
    }

    private static long[] addresses(List<Version> versions) {
        return versions.stream()
                .mapToLong(version -> version.stored().address())
                .toArray();
    }

    private void tally(List<Version> versions) throws SQLException {
        Map<Integer, Integer> deltas = new TreeMap<>();
        for (Version version : versions) {
            deltas.merge(types.number(version.stored().type()), version.delta(), Integer::sum);
        }
        List<Short> typeNumbers = new ArrayList<>();
        List<Long> changes = new ArrayList<>();
        deltas.forEach((type, delta) -> {
            if (delta != 0) {
                typeNumbers.add(type.shortValue());
                changes.add((long) delta);
            }
        });
        if (changes.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO tally (type, origin, labels, delta)"
                + " SELECT type, 0, 0, delta FROM unnest(?::smallint[], ?::bigint[]) AS n (type, delta)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("int2", typeNumbers.toArray()));
            statement.setArray(2, connection.createArrayOf("int8", changes.toArray()));
            statement.executeUpdate();
        }
    }
}
