package org.throughline.network.link;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;

/** The links in force, for whoever has the transaction. */
public final class Links {
    private static final String SELECT =
            "SELECT link, peer, patient, theirs, since, by_name, reason FROM link WHERE ended IS NULL AND ";

    private static final String SELECT_ENDED = "SELECT link, peer, patient, theirs, since, by_name, reason, ended,"
            + " ended_name, end_reason FROM link WHERE ended IS NOT NULL AND ";

    private Links() {}

    /** Those of a patient of ours. */
    public static List<Link> ofPatient(Connection connection, String patient) throws SQLException {
        return Sql.list(
                connection, Links::link, SELECT + "address = ? ORDER BY peer, link", Address.of("Patient", patient));
    }

    /** Whether there are any with a member. */
    public static boolean any(Connection connection, int peer) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM link WHERE ended IS NULL AND peer = ? LIMIT 1", peer);
    }

    /** Those with a member or a server; at most ten thousand. */
    public static List<Link> ofOrigin(Connection connection, int peer) throws SQLException {
        return Sql.list(connection, Links::link, SELECT + "peer = ? ORDER BY link LIMIT 10000", peer);
    }

    /** Those of a patient of ours with one of them. */
    public static List<Link> with(Connection connection, int peer, long patient) throws SQLException {
        return Sql.list(connection, Links::link, SELECT + "peer = ? AND address = ? ORDER BY link", peer, patient);
    }

    /** The one of a patient of a member's. */
    public static Optional<Link> ofTheirs(Connection connection, int peer, String theirs) throws SQLException {
        return Sql.first(connection, Links::link, SELECT + "peer = ? AND theirs = ?", peer, theirs);
    }

    /** The one of this number. */
    public static Optional<Link> of(Connection connection, int number) throws SQLException {
        return Sql.first(connection, Links::link, SELECT + "link = ?", number);
    }

    /**
     * Links two patients.
     *
     * @param reason why they are taken for one person
     * @param ready whether the member has linked them already: what it may see of ours is then looked at next, else once it
     *     says that it is ready
     * @return whether they were not linked before
     */
    public static boolean add(
            Connection connection,
            int peer,
            String patient,
            String theirs,
            Instant now,
            Caller by,
            String reason,
            boolean ready)
            throws SQLException {
        return Sql.change(
                        connection,
                        "INSERT INTO link (peer, patient, address, theirs, since, by_id, by_name, reason, again)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (peer, theirs) WHERE ended IS NULL DO NOTHING",
                        peer,
                        patient,
                        Address.of("Patient", patient),
                        theirs,
                        now,
                        by.id(),
                        by.display(),
                        reason,
                        ready ? now : null)
                == 1;
    }

    /**
     * Ends a link.
     *
     * @param mistaken whether both are not one person: who relied on it is then to be told
     * @return whether it was in force
     */
    public static boolean end(
            Connection connection, int number, Instant now, Caller by, String reason, boolean mistaken)
            throws SQLException {
        return Sql.change(
                        connection,
                        "UPDATE link SET ended = ?, ended_by = ?, ended_name = ?, end_reason = ?, again = ?, told = ?"
                                + " WHERE link = ? AND ended IS NULL",
                        now,
                        by.id(),
                        by.display(),
                        reason,
                        now,
                        !mistaken,
                        number)
                == 1;
    }

    /** Those of a patient of ours that were ended, the last first. */
    static List<Ended> ended(Connection connection, String patient) throws SQLException {
        return Sql.list(
                connection,
                Links::ended,
                SELECT_ENDED + "address = ? ORDER BY ended DESC, link LIMIT 50",
                Address.of("Patient", patient));
    }

    /** Those on whose end nobody has been told who relied on them. */
    static List<Ended> untold(Connection connection) throws SQLException {
        return Sql.list(connection, Links::ended, SELECT_ENDED + "NOT told ORDER BY link LIMIT 20");
    }

    /** Whoever relied on it has been told; false when that was done meanwhile. */
    static boolean tell(Connection connection, Ended ended) throws SQLException {
        return Sql.change(
                        connection,
                        "UPDATE link SET told = true WHERE link = ? AND NOT told",
                        ended.link().number())
                == 1;
    }

    private static Ended ended(ResultSet row) throws SQLException {
        return new Ended(
                link(row),
                Objects.requireNonNull(Sql.instant(row, "ended")),
                Objects.requireNonNull(row.getString("ended_name")),
                Objects.requireNonNull(row.getString("end_reason")));
    }

    /** Those with whoever is no member any more. */
    static List<Link> ofFormerMembers(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                Links::link,
                SELECT + "peer IN (SELECT peer FROM peer WHERE state <> 'JOINED') ORDER BY link LIMIT 100");
    }

    /** Those of patients whose record was merged into another's, each with the id of that one. */
    static Map<Link, String> ofMerged(Connection connection) throws SQLException {
        Map<Link, String> merged = new LinkedHashMap<>();
        Sql.list(
                connection,
                row -> merged.put(link(row), String.valueOf(row.getString("survivor_id"))),
                "SELECT l.link, l.peer, l.patient, l.theirs, l.since, l.by_name, l.reason, m.survivor_id FROM link l"
                        + " JOIN merged m ON m.patient = l.address WHERE l.ended IS NULL ORDER BY l.link LIMIT 100");
        return merged;
    }

    /** A link is of another patient of ours from now on. */
    static void move(Connection connection, Link link, String to) throws SQLException {
        Sql.change(
                connection,
                "UPDATE link SET patient = ?, address = ?, again = NULL WHERE link = ?",
                to,
                Address.of("Patient", to),
                link.number());
    }

    /** A link is with another patient of the member's from now on. */
    static void rename(Connection connection, int peer, String from, String to) throws SQLException {
        Sql.change(
                connection,
                "UPDATE link SET theirs = ? WHERE peer = ? AND theirs = ? AND ended IS NULL AND NOT EXISTS"
                        + " (SELECT 1 FROM link o WHERE o.peer = link.peer AND o.theirs = ? AND o.ended IS NULL)",
                to,
                peer,
                from,
                to);
    }

    static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getInt("link"),
                row.getInt("peer"),
                Objects.requireNonNull(row.getString("patient")),
                Objects.requireNonNull(row.getString("theirs")),
                Objects.requireNonNull(Sql.instant(row, "since")),
                Objects.requireNonNull(row.getString("by_name")),
                Objects.requireNonNull(row.getString("reason")));
    }
}
