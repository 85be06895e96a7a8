package org.throughline.record;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.throughline.database.Pipeline;
import org.throughline.fhir.definitions.Types;

/**
 * Writes versions and everything that goes with them, a few statements whatever their number: superseded versions
 * move to {@code history}, their index rows go, the new rows come, the tally is told.
 */
final class VersionWriter {
    private static final byte[] NO_BODY = new byte[0];
    private static final String RESOURCE_COLUMNS =
            "resource, patient, updated, version, type, deleted, id, body, labels, origin";
    private static final String RESOURCE_ROWS = " FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::integer[],"
            + " ?::smallint[], ?::boolean[], ?::text[], ?::bytea[], ?::integer[], ?::smallint[])"
            + " AS n (resource, patient, updated, version, type, deleted, id, body, labels, origin)";
    private static final String UPDATED = "timestamptz 'epoch' + n.updated * interval '1 microsecond'";

    // Nothing on conflict: the row count then tells that another transaction was first, and ours is run again.
    private static final String INSERT = "INSERT INTO resource (" + RESOURCE_COLUMNS + ")"
            + " SELECT resource, patient, " + UPDATED
            + ", version, type, deleted, id, nullif(body, ''), labels, n.origin"
            + RESOURCE_ROWS
            + " ON CONFLICT (resource) DO NOTHING";
    private static final String ARCHIVE = "INSERT INTO history (resource, patient, xid, updated, version, labels, type,"
            + " origin, deleted, id, body)"
            + " SELECT resource, patient, xid, updated, version, labels, type, origin, deleted, id, body"
            + " FROM resource WHERE resource = ANY (?::bigint[])";
    private static final String KEEP = "INSERT INTO history (resource, patient, xid, updated, version, labels, type,"
            + " origin, deleted, id, body) SELECT resource, patient, pg_current_xact_id(), " + UPDATED
            + ", version, labels, type, 0, deleted, id, nullif(body, '')" + RESOURCE_ROWS
            + " ON CONFLICT (resource, version) DO NOTHING";
    private static final String REPLACE = "UPDATE resource r SET patient = n.patient, updated = " + UPDATED
            + ", version = n.version, deleted = n.deleted, labels = n.labels, body = nullif(n.body, ''), xid = pg_current_xact_id()"
            + RESOURCE_ROWS + " WHERE r.resource = n.resource";

    private static final String TALLY = "INSERT INTO tally (type, origin, labels, delta)"
            + " SELECT type, ?::smallint, 0, delta FROM unnest(?::smallint[], ?::bigint[]) AS n (type, delta)";

    private final Pipeline pipeline;
    private final Types types;
    private final Set<Long> knownValues;
    private final int origin;

    VersionWriter(Pipeline pipeline, Types types, Set<Long> knownValues) {
        this(pipeline, types, knownValues, 0);
    }

    /** @param origin whose versions they are; of those of others only the present one is kept */
    VersionWriter(Pipeline pipeline, Types types, Set<Long> knownValues, int origin) {
        this.pipeline = pipeline;
        this.types = types;
        this.knownValues = knownValues;
        this.origin = origin;
    }

    /**
     * Adds the statements that write the versions. The rows of those that replace others must be locked. Sending them
     * fails with state 40001 when another transaction made one of the new resources meanwhile.
     *
     * @return the keys of the tokens that are in the dictionary once this is committed
     */
    Set<Long> write(List<Version> versions) {
        List<Version> fresh =
                versions.stream().filter(version -> version.previous() == null).toList();
        List<Version> next = versions.stream()
                .filter(version -> version.previous() != null && !version.past())
                .toList();
        List<Version> past = versions.stream().filter(Version::past).toList();
        if (!next.isEmpty()) {
            if (origin == 0) {
                pipeline.add(ARCHIVE, addresses(next));
            }
            dropIndexRows(
                    pipeline,
                    next.stream().map(version -> version.stored().type()).toList(),
                    addresses(next));
            pipeline.add(REPLACE, columns(next));
        }
        if (!fresh.isEmpty()) {
            pipeline.checked((rows, count) -> refuseFewer(count, fresh.size()), INSERT, columns(fresh));
        }
        if (!past.isEmpty()) {
            pipeline.add(KEEP, columns(past));
        }
        tally(versions);
        return new IndexWriter(pipeline, knownValues)
                .write(versions.stream().filter(version -> !version.past()).toList());
    }

    private static void refuseFewer(int count, int expected) throws SQLException {
        if (count < expected) {
            throw new SQLException("Another transaction made one of these resources first", "40001");
        }
    }

    /** Adds the statements that take the rows by which resources of these types are found. */
    static void dropIndexRows(Pipeline pipeline, Collection<String> types, long[] addresses) {
        types.stream()
                .flatMap(type -> IndexTable.of(type).stream())
                .distinct()
                .forEach(table ->
                        pipeline.add("DELETE FROM " + table.name() + " WHERE resource = ANY (?::bigint[])", addresses));
    }

    private Object[] columns(List<Version> versions) {
        int size = versions.size();
        long[] patients = new long[size];
        long[] updated = new long[size];
        int[] numbers = new int[size];
        short[] typeNumbers = new short[size];
        boolean[] deleted = new boolean[size];
        String[] ids = new String[size];
        byte[][] bodies = new byte[size][];
        int[] labels = new int[size];
        short[] origins = new short[size];
        Arrays.fill(origins, (short) origin);
        for (int i = 0; i < size; i++) {
            Stored stored = versions.get(i).stored();
            patients[i] = stored.patient();
            updated[i] = Micros.of(stored.updated());
            numbers[i] = stored.version();
            typeNumbers[i] = (short) types.number(stored.type());
            deleted[i] = stored.deleted();
            ids[i] = stored.id();
            labels[i] = versions.get(i).labels();
            bodies[i] = Objects.requireNonNullElse(stored.body(), NO_BODY);
        }
        return new Object[] {
            addresses(versions), patients, updated, numbers, typeNumbers, deleted, ids, bodies, labels, origins
        };
    }

    private static long[] addresses(List<Version> versions) {
        return versions.stream()
                .mapToLong(version -> version.stored().address())
                .toArray();
    }

    private void tally(List<Version> versions) {
        Map<Integer, Integer> deltas = new TreeMap<>();
        for (Version version : versions) {
            deltas.merge(types.number(version.stored().type()), version.delta(), Integer::sum);
        }
        tally(pipeline, origin, deltas);
    }

    /** Adds the statement that changes how many resources there are of each type, by its number. */
    static void tally(Pipeline pipeline, int origin, Map<Integer, Integer> deltas) {
        deltas.values().removeIf(delta -> delta == 0);
        if (!deltas.isEmpty()) {
            short[] typeNumbers = new short[deltas.size()];
            long[] changes = new long[deltas.size()];
            int next = 0;
            for (Map.Entry<Integer, Integer> delta : deltas.entrySet()) {
                typeNumbers[next] = delta.getKey().shortValue();
                changes[next++] = delta.getValue();
            }
            pipeline.add(TALLY, (short) origin, typeNumbers, changes);
        }
    }
}
