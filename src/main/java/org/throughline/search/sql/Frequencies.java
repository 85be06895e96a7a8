package org.throughline.search.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.database.Fragment;

/**
 * About how many terms there are of some keys, counted up to a bound and remembered for a while: enough to tell which
 * of several criteria should lead.
 */
final class Frequencies {
    static final int BOUND = 10_000;
    private static final int REMEMBERED = 20_000;
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /**
     * What was counted.
     *
     * @param rows how many rows, up to the bound
     * @param patients how many patients these are about
     * @param at when, in milliseconds since 1970
     */
    record Count(long rows, long patients, long at) {
        /** How many rows a patient has who has any. */
        long rowsOfPatient() {
            return rows / Math.max(1, patients);
        }
    }

    Frequencies(InstantSource clock) {
        this.clock = clock;
    }

    Count of(Connection connection, Keys keys) throws SQLException {
        Fragment array = keys.array();
        String name = array.description();
        Count known = counts.get(name);
        if (known != null && clock.millis() - known.at() < FRESH.toMillis()) {
            return known;
        }
        Count counted = count(connection, array);
        if (counts.size() >= REMEMBERED) {
            counts.clear();
        }
        counts.put(name, counted);
        return counted;
    }

    private Count count(Connection connection, Fragment array) throws SQLException {
        Fragment sql = Fragment.of("SELECT count(*), count(DISTINCT x.patient) FROM"
                        + " (SELECT i.patient FROM term i WHERE i.key = ANY (")
                .add(array)
                .add(") LIMIT ?) x", BOUND);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Count(row.getLong(1), row.getLong(2), clock.millis());
        }
    }
}
