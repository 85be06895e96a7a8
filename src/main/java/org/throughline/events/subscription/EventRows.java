package org.throughline.events.subscription;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.throughline.database.Sql;

/** Rows of the table {@code subscription_event}. */
final class EventRows {
    private static final String ADD =
            "INSERT INTO subscription_event (subscription, kind, resource, type, id, version, at, context)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String NUMBER = "UPDATE subscription_event e SET number = ? + o.place FROM (SELECT seq,"
            + " row_number() OVER (ORDER BY seq) AS place FROM subscription_event WHERE subscription = ? AND number IS NULL"
            + " AND seq = ANY(?::bigint[])) o WHERE e.subscription = ? AND e.seq = o.seq";

    private final Connection connection;

    EventRows(Connection connection) {
        this.connection = connection;
    }

    void add(long subscription, Collection<EventRow> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (EventRow event : events) {
                statement.setLong(1, subscription);
                statement.setString(2, event.kind().name());
                statement.setLong(3, event.address());
                statement.setString(4, event.type());
                statement.setString(5, event.id());
                statement.setInt(6, event.version());
                statement.setObject(7, event.at().atOffset(ZoneOffset.UTC));
                statement.setString(8, event.context());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Those that have no number yet, in order. */
    List<EventRow> waiting(long subscription, int most) throws SQLException {
        return Sql.list(
                connection,
                EventRow::of,
                "SELECT * FROM subscription_event WHERE subscription = ? AND number IS NULL ORDER BY seq LIMIT ?",
                subscription,
                most);
    }

    /** Those with numbers after one, up to another. */
    List<EventRow> numbered(long subscription, long after, long until, int most) throws SQLException {
        return Sql.list(
                connection,
                EventRow::of,
                "SELECT * FROM subscription_event WHERE subscription = ? AND number > ? AND number <= ? ORDER BY number"
                        + " LIMIT ?",
                subscription,
                after,
                until,
                most);
    }

    /** The lowest number that is kept. */
    OptionalLong first(long subscription) throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "SELECT number FROM subscription_event WHERE subscription = ? AND number IS NOT NULL"
                                + " ORDER BY number LIMIT 1",
                        subscription)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Drops some that have no number, and numbers others from the one after {@code last} on; how many got one. */
    int settle(long subscription, long last, long[] dropped, long[] shown) throws SQLException {
        Sql.change(
                connection,
                "DELETE FROM subscription_event WHERE subscription = ? AND number IS NULL AND seq = ANY(?::bigint[])",
                subscription,
                dropped);
        return Sql.change(connection, NUMBER, last, subscription, shown, subscription);
    }

    /** Removes what is kept no longer. */
    int trim(long subscription, long before, Instant older) throws SQLException {
        return Sql.change(
                connection,
                "DELETE FROM subscription_event WHERE subscription = ? AND number IS NOT NULL AND (number < ? OR at < ?)",
                subscription,
                before,
                older);
    }
}
