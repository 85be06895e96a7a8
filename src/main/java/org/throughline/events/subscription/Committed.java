package org.throughline.events.subscription;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.throughline.database.Sql;

/**
 * What was committed between two moments, in order.
 *
 * @param now the later moment
 * @param changes at most {@link #MOST}
 * @param whole false when there are more
 */
record Committed(String now, List<Change> changes, boolean whole) {
    static final int MOST = 50_000;

    /**
     * Versions of transactions that began later than the earlier moment, or were under way at it. A version that was
     * replaced since is found beside the one that took its place, which is newer. The numbers are parameters, so that
     * the database knows how few rows there are and takes the index; OFFSET 0 keeps it from reading all of the history.
     */
    private static final String SINCE =
            "WITH present AS (SELECT r.resource, r.patient, r.xid, r.updated, r.version, r.type,"
                    + " r.deleted, r.id FROM resource r WHERE r.xid >= ?::xid8 AND r.origin = 0 UNION ALL SELECT r.resource,"
                    + " r.patient, r.xid, r.updated, r.version, r.type, r.deleted, r.id FROM resource r"
                    + " WHERE r.xid = ANY(?::text[]::xid8[]) AND r.origin = 0 LIMIT " + (MOST + 1) + "),"
                    + " written AS (SELECT * FROM present"
                    + " UNION ALL SELECT h.resource, h.patient, h.xid, h.updated, h.version, h.type, h.deleted, h.id"
                    + " FROM present p CROSS JOIN LATERAL (SELECT * FROM history WHERE resource = p.resource"
                    + " AND version < p.version AND (xid >= ?::xid8 OR xid = ANY(?::text[]::xid8[])) OFFSET 0) h)"
                    + " SELECT pg_current_snapshot()::text AS now, w.*, w.xid::text AS wrote FROM (VALUES (1)) one"
                    + " LEFT JOIN written w ON true ORDER BY w.updated, w.resource, w.version";

    Committed {
        changes = List.copyOf(changes);
    }

    /**
     * A version that was written.
     *
     * @param patient the address of the patient that it is about; 0 for none
     * @param transaction that wrote it
     */
    record Change(
            long address,
            long patient,
            long transaction,
            Instant at,
            int version,
            int type,
            boolean deleted,
            String id) {}

    static Committed since(Connection connection, String moment) throws SQLException {
        Snapshot since = Snapshot.of(moment);
        String next = Long.toUnsignedString(since.next());
        String[] open = since.open().stream().map(Long::toUnsignedString).toArray(String[]::new);
        List<Row> rows = Sql.list(connection, Row::of, SINCE, next, open, next, open);
        List<Change> changes = rows.stream().filter(Row::told).map(Row::change).toList();
        return new Committed(
                rows.getFirst().now(),
                changes.size() > MOST ? changes.subList(0, MOST) : changes,
                changes.size() <= MOST);
    }

    private record Row(String now, boolean told, Change change) {
        static Row of(ResultSet row) throws SQLException {
            long address = row.getLong("resource");
            boolean told = !row.wasNull();
            return new Row(
                    row.getString("now"),
                    told,
                    told
                            ? new Change(
                                    address,
                                    row.getLong("patient"),
                                    Long.parseLong(row.getString("wrote")),
                                    Objects.requireNonNull(Sql.instant(row, "updated")),
                                    row.getInt("version"),
                                    row.getShort("type"),
                                    row.getBoolean("deleted"),
                                    row.getString("id"))
                            : NOTHING);
        }

        private static final Change NOTHING = new Change(0, 0, 0, Instant.EPOCH, 0, 0, false, "");
    }
}
