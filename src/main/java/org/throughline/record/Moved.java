package org.throughline.record;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;

/** Which charts have moved to another practice and are closed here, for whoever has the transaction. */
public final class Moved {
    private static final String COLUMNS = "SELECT id, transfer, receiver, day, last_entry, kept_until FROM moved_chart";

    private Moved() {}

    /**
     * A chart that has moved.
     *
     * @param patient the id of its Patient
     * @param transfer by which it moved
     * @param receiver what the new practice is called
     * @param day on which it was closed here
     * @param lastEntry the day of the last entry: what arrives afterwards counts
     * @param keptUntil nothing of it is deleted until this day is over; null while that is not known, so that nothing is at all
     */
    public record Chart(
            String patient,
            String transfer,
            String receiver,
            LocalDate day,
            LocalDate lastEntry,
            @Nullable LocalDate keptUntil) {
        /** The same, with another last entry and kept until another day. */
        public Chart keptUntil(LocalDate last, @Nullable LocalDate until) {
            return new Chart(patient, transfer, receiver, day, last, until);
        }
    }

    /** Something that has arrived for a chart after it moved, and that nobody has been asked to hand on. */
    public record Arrival(long patient, long resource) {}

    /** Closes a chart. Waits for whoever writes into it now; who comes afterwards finds it closed. */
    public static void close(Connection connection, Chart chart) throws SQLException {
        long patient = Address.of("Patient", chart.patient());
        Sql.list(
                connection,
                row -> row.getLong(1),
                "SELECT resource FROM resource WHERE resource = ? FOR UPDATE",
                patient);
        Sql.change(
                connection,
                "INSERT INTO moved_chart (patient, id, transfer, receiver, day, last_entry, kept_until)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?::date) ON CONFLICT (patient) DO UPDATE SET"
                        + " transfer = excluded.transfer, receiver = excluded.receiver, day = excluded.day,"
                        + " last_entry = excluded.last_entry, kept_until = excluded.kept_until",
                patient,
                chart.patient(),
                UUID.fromString(chart.transfer()),
                chart.receiver(),
                chart.day(),
                chart.lastEntry(),
                chart.keptUntil());
    }

    /** Opens a chart again; whether it was closed. */
    public static boolean open(Connection connection, String patient) throws SQLException {
        long address = Address.of("Patient", patient);
        Sql.change(connection, "DELETE FROM moved_arrival WHERE patient = ?", address);
        return Sql.change(connection, "DELETE FROM moved_chart WHERE patient = ?", address) > 0;
    }

    /** The chart of a patient, when it has moved. */
    public static Optional<Chart> of(Connection connection, String patient) throws SQLException {
        return Sql.first(connection, Moved::row, COLUMNS + " WHERE patient = ?", Address.of("Patient", patient));
    }

    /** Charts that have moved, in the order of their Patients' ids, after one of these. */
    public static List<Chart> after(Connection connection, String patient, int limit) throws SQLException {
        return Sql.list(connection, Moved::row, COLUMNS + " WHERE id > ? ORDER BY id LIMIT ?", patient, limit);
    }

    /** Until when nothing of it is deleted is now this. */
    public static void keep(Connection connection, Chart chart) throws SQLException {
        Sql.change(
                connection,
                "UPDATE moved_chart SET last_entry = ?, kept_until = ?::date WHERE patient = ?",
                chart.lastEntry(),
                chart.keptUntil(),
                Address.of("Patient", chart.patient()));
    }

    /** These have come here and are not where the chart has moved. */
    public static void arrived(Connection connection, String patient, Collection<Long> resources) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO moved_arrival (resource, patient) SELECT r, ? FROM unnest(?::bigint[]) AS n (r)"
                        + " ON CONFLICT DO NOTHING",
                Address.of("Patient", patient),
                resources.toArray(Long[]::new));
    }

    /** What has arrived, a patient's together. */
    public static List<Arrival> arrivals(Connection connection, int limit) throws SQLException {
        return Sql.list(
                connection,
                row -> new Arrival(row.getLong(1), row.getLong(2)),
                "SELECT patient, resource FROM moved_arrival ORDER BY patient, resource LIMIT ?",
                limit);
    }

    /** Somebody is asked to hand these on; how many of them nobody had been asked about before. */
    public static int told(Connection connection, Collection<Long> resources) throws SQLException {
        return Sql.change(connection, "DELETE FROM moved_arrival WHERE resource = ANY (?)", (Object)
                resources.toArray(Long[]::new));
    }

    private static Chart row(ResultSet row) throws SQLException {
        return new Chart(
                row.getString("id"),
                row.getString("transfer"),
                row.getString("receiver"),
                Objects.requireNonNull(row.getObject("day", LocalDate.class)),
                Objects.requireNonNull(row.getObject("last_entry", LocalDate.class)),
                row.getObject("kept_until", LocalDate.class));
    }
}
