package org.throughline.record.protection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.throughline.database.Fragment;

/** Who treats whom, among some: for those who ask about many at once. */
public final class Treatments {
    private final List<Treatment> known;

    private Treatments(List<Treatment> known) {
        this.known = known;
    }

    private record Treatment(long actor, long patient, long since, long until) {}

    /** What there is between these, by their addresses. */
    public static Treatments between(Connection connection, Collection<Long> actors, Collection<Long> patients)
            throws SQLException {
        List<Treatment> known = new ArrayList<>();
        Fragment sql = Fragment.of(
                "SELECT actor, patient, since, until FROM treating"
                        + " WHERE patient = ANY (?::bigint[]) AND actor = ANY (?::bigint[])",
                longs(patients),
                longs(actors));
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                known.add(new Treatment(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
            }
        }
        return new Treatments(known);
    }

    /** Whether one of these treated the patient at that time. */
    public boolean any(Set<Long> actors, long patient, Instant at) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return known.stream()
                .anyMatch(each -> each.patient() == patient
                        && actors.contains(each.actor())
                        && each.since() <= micros
                        && micros < each.until());
    }

    private static long[] longs(Collection<Long> addresses) {
        return addresses.stream().mapToLong(Long::longValue).sorted().toArray();
    }
}
