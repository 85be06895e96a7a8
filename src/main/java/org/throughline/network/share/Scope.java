package org.throughline.network.share;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;

/**
 * What is to be looked at anew for a member.
 *
 * @param peer the member's number
 * @param patient the id of the Patient; empty for the directory
 * @param linked whether the member has a link to the patient
 * @param changed addresses of what was changed; null for all that there is
 */
record Scope(
        int peer, String patient, boolean linked, @Nullable Set<Long> changed) {
    private static final String NEW = "SELECT resource, patient, type FROM resource WHERE origin = 0"
            + " AND xid >= pg_snapshot_xmin(?::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, ?::pg_snapshot)";
    private static final String CHANGED = "WITH c AS (" + NEW + ")"
            + " SELECT l.peer, l.patient, c.resource, c.type FROM c JOIN link l ON l.address = c.patient AND l.ended IS NULL"
            + " UNION SELECT g.peer, coalesce(l.patient, ''), c.resource, c.type FROM c JOIN given g ON g.resource = c.resource"
            + " LEFT JOIN link l ON l.address = g.patient AND l.peer = g.peer AND l.ended IS NULL"
            + " WHERE g.patient = 0 OR l.patient IS NOT NULL";
    private static final String DUE = "SELECT l.peer, l.patient, bool_or(l.ended IS NULL) AS linked FROM link l"
            + " WHERE (l.peer, l.address) IN (SELECT peer, address FROM link WHERE again <= ? ORDER BY again LIMIT ?)"
            + " GROUP BY l.peer, l.patient";

    /** The address of the Patient; 0 for the directory. */
    long address() {
        return patient.isEmpty() ? 0 : Address.of("Patient", patient);
    }

    /** What was changed since a moment. */
    static List<Change> changes(Connection connection, String moment) throws SQLException {
        return Sql.list(
                connection,
                row -> new Change(
                        row.getInt("peer"),
                        String.valueOf(row.getString("patient")),
                        row.getLong("resource"),
                        row.getInt("type")),
                CHANGED,
                moment,
                moment);
    }

    /** Links that are to be looked at as a whole by now. */
    static List<Scope> due(Connection connection, Instant now, int most) throws SQLException {
        return Sql.list(
                connection,
                row -> new Scope(
                        row.getInt("peer"), String.valueOf(row.getString("patient")), row.getBoolean("linked"), null),
                DUE,
                now,
                most);
    }

    /** The changes by member and patient. */
    static List<Scope> of(List<Change> changes) {
        Map<Whose, Set<Long>> grouped = new LinkedHashMap<>();
        changes.forEach(each -> grouped.computeIfAbsent(
                        new Whose(each.peer(), each.patient()), ignored -> new LinkedHashSet<>())
                .add(each.resource()));
        return grouped.entrySet().stream()
                .map(each -> new Scope(each.getKey().peer(), each.getKey().patient(), true, each.getValue()))
                .toList();
    }

    private record Whose(int peer, String patient) {}

    /** A resource that was changed, and whom that may concern. */
    record Change(int peer, String patient, long resource, int type) {}
}
