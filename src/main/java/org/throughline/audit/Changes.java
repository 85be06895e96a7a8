package org.throughline.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.database.Sql;

/**
 * What was changed in the record since a moment, told from the trail, for those who show it. A moment is a snapshot of
 * PostgreSQL's transactions: each change is told once, as soon as it is committed, also when a longer transaction is
 * still under way that began earlier.
 *
 * @param changes at most {@link #MOST}
 * @param now the moment up to which this is told
 * @param whole false when there are more changes than are told
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT">Snapshots</a>
 */
public record Changes(List<Change> changes, String now, boolean whole) {
    /** How many changes are told at most. */
    public static final int MOST = 1_000;

    private static final String WRITES = Stream.of(
                    Action.CREATE,
                    Action.UPDATE,
                    Action.PATCH,
                    Action.DELETE,
                    Action.TRANSACTION,
                    Action.BATCH,
                    Action.OPERATION,
                    Action.IMPORT,
                    Action.RECEIVE)
            .map(action -> Integer.toString(action.number()))
            .collect(Collectors.joining(", "));

    /** What is behind a snapshot: what it did not know yet, and what was under way at its time. */
    private static final String SINCE = "SELECT pg_current_snapshot()::text AS now, c.* FROM (VALUES (?::pg_snapshot))"
            + " AS s (since) LEFT JOIN LATERAL (SELECT a.type, a.patient, a.others FROM access a"
            + " WHERE (a.xid >= pg_snapshot_xmax(s.since) OR a.xid = ANY(ARRAY(SELECT pg_snapshot_xip(s.since))))"
            + " AND a.action IN (" + WRITES + ") AND a.status BETWEEN 200 AND 299 LIMIT " + (MOST + 1) + ") c ON true";

    public Changes {
        changes = List.copyOf(changes);
    }

    /**
     * A change of some resources at once.
     *
     * @param type the number of their type; 0 for several types
     * @param patients the addresses of the patients that they are about
     */
    public record Change(int type, Set<Long> patients) {
        public Change {
            patients = Set.copyOf(patients);
        }
    }

    /** This moment. */
    public static String now(Connection connection) throws SQLException {
        return Sql.first(connection, row -> row.getString(1), "SELECT pg_current_snapshot()::text")
                .orElseThrow();
    }

    /** What was changed since a moment that {@link #now()} told. */
    public static Changes since(Connection connection, String moment) throws SQLException {
        List<Row> rows = Sql.list(connection, Row::of, SINCE, moment);
        List<Change> changes =
                rows.stream().filter(Row::told).limit(MOST).map(Row::change).toList();
        return new Changes(changes, rows.getFirst().now(), rows.size() <= MOST);
    }

    private record Row(String now, boolean told, Change change) {
        static Row of(ResultSet row) throws SQLException {
            String now = Objects.requireNonNull(row.getString("now"));
            short type = row.getShort("type");
            boolean told = !row.wasNull();
            Set<Long> patients = new HashSet<>();
            if (told) {
                patients.add(row.getLong("patient"));
                Array others = row.getArray("others");
                if (others != null) {
                    patients.addAll(Arrays.asList((Long[]) others.getArray()));
                }
            }
            return new Row(now, told, new Change(type, patients));
        }
    }
}
