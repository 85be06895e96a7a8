package org.throughline.privacy.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.throughline.database.Fragment;
import org.throughline.database.Sql;

/** How many patients' records somebody looked at on a day. */
final class WatchRows {
    private static final int DAYS_BACK = 28;
    private static final int DAYS_SEEN = 3;
    private static final int DAYS_COUNTED = 400;

    private WatchRows() {}

    /** Notes that somebody looked at these patients on a day; how many of them they had not looked at on it yet. */
    static int seen(Connection connection, long account, LocalDate day, Collection<Long> patients) throws SQLException {
        Fragment sql = Fragment.of(
                        "INSERT INTO watch_seen (account, day, patient) SELECT ?, ?, p FROM unnest(?::bigint[]) AS n (p)",
                        account,
                        day,
                        patients.stream().mapToLong(Long::longValue).sorted().toArray())
                .add(" ON CONFLICT DO NOTHING");
        try (PreparedStatement insert = sql.prepare(connection)) {
            return insert.executeUpdate();
        }
    }

    static void count(Connection connection, long account, LocalDate day, String roles, int more) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO watch_day (account, day, roles, patients) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (account, day) DO UPDATE SET patients = watch_day.patients + excluded.patients",
                account,
                day,
                roles,
                more);
    }

    static int patients(Connection connection, long account, LocalDate day) throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "SELECT patients FROM watch_day WHERE account = ? AND day = ?",
                        account,
                        day)
                .orElse(0);
    }

    /** What is usual before a day, for somebody in these roles. */
    static Usual usual(Connection connection, long account, String roles, LocalDate day) throws SQLException {
        List<Integer> own = Sql.list(
                connection,
                row -> row.getInt(1),
                "SELECT patients FROM watch_day WHERE account = ? AND day < ? AND day >= ?",
                account,
                day,
                day.minusDays(DAYS_BACK));
        List<Integer> others = Sql.list(
                connection,
                row -> row.getInt(1),
                "SELECT patients FROM watch_day WHERE roles = ? AND account <> ? AND day < ? AND day >= ?",
                roles,
                account,
                day,
                day.minusDays(DAYS_BACK));
        return Usual.of(own, others);
    }

    /** Removes what no count needs any more. */
    static void sweep(Connection connection, LocalDate today) throws SQLException {
        Sql.change(connection, "DELETE FROM watch_seen WHERE day < ?", today.minusDays(DAYS_SEEN));
        Sql.change(connection, "DELETE FROM watch_day WHERE day < ?", today.minusDays(DAYS_COUNTED));
    }
}
