package org.throughline.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.throughline.database.Sql;

/** Rows of {@code copies_changed}. */
final class ChangedCopies {
    private ChangedCopies() {}

    /** In the order of their addresses, so that two transactions never wait for each other. */
    static void add(Connection connection, Collection<Long> patients) throws SQLException {
        long[] sorted = patients.stream()
                .mapToLong(Long::longValue)
                .filter(patient -> patient != 0)
                .sorted()
                .toArray();
        if (sorted.length > 0) {
            Sql.change(
                    connection,
                    "INSERT INTO copies_changed (patient) SELECT patient FROM unnest(?::bigint[]) AS patient"
                            + " ORDER BY patient ON CONFLICT (patient) DO UPDATE SET xid = excluded.xid",
                    (Object) sorted);
        }
    }

    static List<Copies.Changed> list(Connection connection, long after, int most) throws SQLException {
        return Sql.list(
                connection,
                row -> new Copies.Changed(row.getLong(1), Objects.requireNonNull(row.getString(2))),
                "SELECT patient, xid::text FROM copies_changed WHERE patient > ? ORDER BY patient LIMIT ?",
                after,
                most);
    }

    static int remove(Connection connection, Copies.Changed changed) throws SQLException {
        return Sql.change(
                connection,
                "DELETE FROM copies_changed WHERE patient = ? AND xid = ?::xid8",
                changed.patient(),
                changed.last());
    }
}
