package org.throughline.network.outside;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;

/** Rows of {@code outside_record}. */
final class RecordRows {
    private static final int MOST = 50;

    /** Whoever takes one leaves it to others after that, should it never say what became of it. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private static final String BEGIN = "INSERT INTO outside_record (peer, patient, due)"
            + " SELECT DISTINCT l.peer, l.address, ?::timestamptz FROM link l JOIN outside_server s ON s.peer = l.peer"
            + " WHERE l.ended IS NULL AND s.open"
            + " AND NOT EXISTS (SELECT 1 FROM outside_record r WHERE r.peer = l.peer AND r.patient = l.address)"
            + " ON CONFLICT DO NOTHING";

    private static final String FORGET = "DELETE FROM outside_record r WHERE r.told IS NULL AND NOT EXISTS"
            + " (SELECT 1 FROM link l WHERE l.peer = r.peer AND l.address = r.patient AND l.ended IS NULL)";

    private static final String TAKE = "UPDATE outside_record SET due = ? WHERE (peer, patient) IN"
            + " (SELECT r.peer, r.patient FROM outside_record r JOIN outside_server s ON s.peer = r.peer"
            + " WHERE r.due <= ? AND (s.rest IS NULL OR s.rest <= ?) AND EXISTS (SELECT 1 FROM link l"
            + " WHERE l.peer = r.peer AND l.address = r.patient AND l.ended IS NULL) ORDER BY r.due LIMIT " + MOST
            + " FOR UPDATE OF r SKIP LOCKED) RETURNING peer, patient, pulled, compared, counted, horizon, note, fault, told";

    private RecordRows() {}

    /**
     * How it stands with the record of a patient at a server.
     *
     * @param peer the server's number
     * @param patient the address of our Patient
     * @param pulled when we last had all that there was; null for never
     * @param compared when all of it was last compared; null for never
     * @param counted when it was last counted how much there is; null for never
     * @param horizon by the server's clock, what was changed before that is here; null when that is not known
     * @param told the id there of the Subscription by which we are told; null for none
     */
    record Row(
            int peer,
            long patient,
            @Nullable Instant pulled,
            @Nullable Instant compared,
            @Nullable Instant counted,
            @Nullable Instant horizon,
            String note,
            String fault,
            @Nullable String told) {}

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("peer"),
                row.getLong("patient"),
                Sql.instant(row, "pulled"),
                Sql.instant(row, "compared"),
                Sql.instant(row, "counted"),
                Sql.instant(row, "horizon"),
                Objects.requireNonNull(row.getString("note")),
                Objects.requireNonNull(row.getString("fault")),
                row.getString("told"));
    }

    /** What has been linked is looked at from now on, and what is linked no more is forgotten. */
    static void settle(Connection connection, Instant now) throws SQLException {
        Sql.change(connection, BEGIN, now);
        Sql.change(connection, FORGET);
    }

    /** Those whose time has come, for this process alone. */
    static List<Row> take(Connection connection, Instant now) throws SQLException {
        return Sql.list(connection, RecordRows::row, TAKE, now.plus(LEASE), now, now);
    }

    static Optional<Row> of(Connection connection, int peer, String patient) throws SQLException {
        return Sql.first(
                connection,
                RecordRows::row,
                "SELECT * FROM outside_record WHERE peer = ? AND patient = ?",
                peer,
                Address.of("Patient", patient));
    }

    /** It is looked at as a whole as soon as possible. */
    static int again(Connection connection, int peer, String patient, Instant now) throws SQLException {
        return Sql.change(
                connection,
                "UPDATE outside_record SET due = least(due, ?), hinted = ?, compared = NULL"
                        + " WHERE peer = ? AND patient = ?",
                now,
                now,
                peer,
                Address.of("Patient", patient));
    }

    /** Whoever shows this is a server that tells of changes of the record. */
    static void tell(Connection connection, Row row, byte[] secret) throws SQLException {
        Sql.change(
                connection,
                "UPDATE outside_record SET secret = ?, told = NULL WHERE peer = ? AND patient = ?",
                secret,
                row.peer(),
                row.patient());
    }

    /** By these subscriptions it does so. */
    static void told(Connection connection, Row row, @Nullable String ids) throws SQLException {
        Sql.change(
                connection,
                "UPDATE outside_record SET told = ? WHERE peer = ? AND patient = ?",
                ids,
                row.peer(),
                row.patient());
    }

    /** Somebody told that there is something: it is asked for soon, though no more than every other second. */
    static int hint(Connection connection, int peer, byte[] secret, Instant now) throws SQLException {
        return Sql.change(
                connection,
                "UPDATE outside_record SET hinted = ?, due = least(due, greatest(?, pulled + interval '2 seconds'))"
                        + " WHERE peer = ? AND secret = ?",
                now,
                now,
                peer,
                secret);
    }

    /** Those that are linked no more and of which a server still tells: at once, and again after a minute. */
    static List<Row> ended(Connection connection, Instant now) throws SQLException {
        return Sql.list(
                connection,
                RecordRows::row,
                "UPDATE outside_record SET due = ?, secret = NULL WHERE (peer, patient) IN (SELECT r.peer, r.patient FROM outside_record r"
                        + " WHERE r.told IS NOT NULL AND (r.secret IS NOT NULL OR r.due <= ?) AND NOT EXISTS (SELECT 1 FROM link l"
                        + " WHERE l.peer = r.peer AND l.address = r.patient AND l.ended IS NULL) LIMIT " + MOST
                        + " FOR UPDATE SKIP LOCKED) RETURNING peer, patient, pulled, compared, counted, horizon, note, fault, told",
                now.plusSeconds(60),
                now);
    }

    static void forget(Connection connection, Row row) throws SQLException {
        Sql.change(connection, "DELETE FROM outside_record WHERE peer = ? AND patient = ?", row.peer(), row.patient());
    }

    /** All that there was is here. What was told meanwhile is asked for at once. */
    static void pulled(
            Connection connection,
            Row row,
            Instant now,
            boolean whole,
            boolean counted,
            @Nullable Instant horizon,
            String note,
            Instant due)
            throws SQLException {
        Sql.change(
                connection,
                "UPDATE outside_record SET pulled = ?, compared = CASE WHEN ? THEN ? ELSE compared END,"
                        + " counted = CASE WHEN ? THEN ? ELSE counted END,"
                        + " horizon = greatest(horizon, ?::timestamptz), note = ?, fault = '',"
                        + " due = CASE WHEN hinted >= ? THEN ?::timestamptz ELSE ? END"
                        + " WHERE peer = ? AND patient = ?",
                now,
                whole,
                now,
                counted,
                now,
                horizon,
                note,
                now,
                now,
                due,
                row.peer(),
                row.patient());
    }

    /** How many copies of it there are, by the number of the type. */
    static Map<Integer, Integer> kept(Connection connection, Row row) throws SQLException {
        Map<Integer, Integer> kept = new TreeMap<>();
        Sql.list(
                connection,
                each -> kept.put(each.getInt("type"), each.getInt("number")),
                "SELECT type, count(*) AS number FROM resource WHERE origin = ? AND patient = ? GROUP BY type",
                row.peer(),
                row.patient());
        return kept;
    }

    /** It could not be had. */
    static void failed(Connection connection, Row row, String fault, Instant due) throws SQLException {
        Sql.change(
                connection,
                "UPDATE outside_record SET fault = ?, due = ? WHERE peer = ? AND patient = ?",
                fault,
                due,
                row.peer(),
                row.patient());
    }
}
