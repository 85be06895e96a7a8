package org.throughline.events.subscription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;

/**
 * An event of a subscription.
 *
 * @param seq in which order it came
 * @param number 0 until it is first shown
 * @param version 0 when it does not matter
 * @param context with whom it goes, as a reference; empty where that is not said
 */
record EventRow(long seq, long number, Kind kind, String type, String id, int version, Instant at, String context) {

    enum Kind {
        CHANGED,
        DELETED,
        GONE
    }

    static EventRow of(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong("seq"),
                row.getLong("number"),
                Kind.valueOf(row.getString("kind")),
                row.getString("type"),
                row.getString("id"),
                row.getInt("version"),
                Objects.requireNonNull(Sql.instant(row, "at")),
                Objects.requireNonNull(row.getString("context")));
    }

    /** One that is not stored yet. */
    static EventRow of(Event event, Instant at) {
        return switch (event) {
            case Event.Changed(String type, String id, int version, String context) ->
                new EventRow(0, 0, Kind.CHANGED, type, id, version, at, context);
            case Event.Deleted(String type, String id, int version) ->
                new EventRow(0, 0, Kind.DELETED, type, id, version, at, "");
            case Event.Gone(String type, String id, String context) ->
                new EventRow(0, 0, Kind.GONE, type, id, 0, at, context);
        };
    }

    long address() {
        return Address.of(type, id);
    }

    String reference() {
        return type + "/" + id;
    }
}
