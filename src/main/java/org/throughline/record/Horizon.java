package org.throughline.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The moment up to which the record is settled: no version with an earlier time can come any more. Versions are told
 * their time before they are committed, and a long transaction commits after shorter ones that began later. So who asks
 * for what is new since the last time must be shown nothing beyond the horizon, else the late ones would be passed over.
 *
 * <p>It holds because every write locks {@code resource} first ({@link #MARK}) and looks at the clock then: what is
 * written by a transaction bears no time before the beginning of that transaction.
 */
final class Horizon {
    /** Marks a transaction as one that writes versions; it keeps no other from writing. */
    static final String MARK = "LOCK TABLE resource IN ROW EXCLUSIVE MODE";

    // Where the server was told to keep no account of transactions, the beginning of the session has to do.
    private static final String OLDEST_WRITER = "SELECT extract(epoch FROM clock_timestamp() - min(CASE"
            + " current_setting('track_activities') WHEN 'on' THEN a.xact_start ELSE a.backend_start END)) * 1000000"
            + " FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid"
            + " WHERE l.relation = 'resource'::regclass AND l.mode = 'RowExclusiveLock' AND a.datname = current_database()"
            + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private Horizon() {}

    /** The horizon now. What is to be held to it must be read in a later statement. */
    static Instant of(Connection connection, Clock clock) throws SQLException {
        Instant now = clock.instant();
        try (PreparedStatement statement = connection.prepareStatement(OLDEST_WRITER);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return now.minus(Math.max(0, row.getLong(1)), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
