package org.throughline.record;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The counts of resources by type. Transactions only ever insert deltas, so no two wait for each other; from time to
 * time the deltas are folded into one row per type. The sum is exact at every moment.
 */
final class Tally {
    private static final String FOLD = """
            WITH gone AS (
              DELETE FROM tally WHERE ctid = ANY (ARRAY(SELECT ctid FROM tally FOR UPDATE SKIP LOCKED))
              RETURNING type, origin, labels, delta
            )
            INSERT INTO tally (type, origin, labels, delta)
            SELECT type, origin, labels, sum(delta) FROM gone GROUP BY type, origin, labels""";

    private Tally() {}

    /** Folds what is committed, when there is more than a little; returns how many rows that left, 0 when none were. */
    static int fold(Connection connection, int tolerated) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM tally")) {
                count.next();
                if (count.getLong(1) <= tolerated) {
                    return 0;
                }
            }
            return statement.executeUpdate(FOLD);
        }
    }
}
