package org.throughline.record.protection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.throughline.database.Sql;

/** When it changes by the passing of time alone who may see a patient's record: relations and consents begin and end. */
public final class Turns {
    private static final String NEXT = "SELECT min(t.at) FROM ("
            + " SELECT since AS at FROM treating WHERE patient = ? UNION ALL SELECT until FROM treating WHERE patient = ?"
            + " UNION ALL SELECT n.low FROM named n JOIN restriction c ON c.resource = n.resource WHERE c.patient = ?"
            + " UNION ALL SELECT n.high FROM named n JOIN restriction c ON c.resource = n.resource WHERE c.patient = ?"
            + ") t WHERE t.at > ? AND t.at < " + Long.MAX_VALUE;

    private Turns() {}

    /**
     * The first such moment after another; empty when there is none.
     *
     * @param patient the patient's address
     */
    public static Optional<Instant> next(Connection connection, long patient, Instant after) throws SQLException {
        long from = ChronoUnit.MICROS.between(Instant.EPOCH, after);
        return Sql.first(
                        connection,
                        row -> Optional.ofNullable(row.getObject(1, Long.class)),
                        NEXT,
                        patient,
                        patient,
                        patient,
                        patient,
                        from)
                .flatMap(found -> found)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
