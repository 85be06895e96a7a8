package org.throughline.network.share;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;
import org.throughline.network.link.Link;
import org.throughline.network.link.Linking;

/** Which other organizations give us of a patient's record, and how they stand; and what linking makes of that. */
public final class Sources implements Linking.Sharing {
    /** A member says every half minute that all is well; another server is asked as often as was set. */
    private static final String OF_PATIENT = "WITH l AS (SELECT DISTINCT peer, address FROM link WHERE address = ?"
            + " AND ended IS NULL)"
            + " SELECT l.peer, p.name, s.heard, coalesce(s.announced > s.applied, false) AS behind, 100 AS patience"
            + " FROM l JOIN peer p ON p.peer = l.peer LEFT JOIN source s ON s.peer = l.peer"
            + " UNION ALL SELECT l.peer, o.name, r.pulled, false, 2 * o.every + 60 FROM l"
            + " JOIN outside_server o ON o.peer = l.peer"
            + " LEFT JOIN outside_record r ON r.peer = l.peer AND r.patient = l.address ORDER BY 1";

    private final Database database;
    private final InstantSource clock;

    public Sources(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void name(Connection connection, int peer, String us) throws SQLException {
        SourceRows.name(connection, peer, us);
    }

    @Override
    public void ready(Connection connection, Link link) throws SQLException {
        Giving.anew(connection, link, clock.instant());
    }

    /** Those of a patient of ours; none for most. */
    public List<HeldElsewhere> of(String patient) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new HeldElsewhere(
                        row.getInt("peer"),
                        Objects.requireNonNull(row.getString("name")),
                        Sql.instant(row, "heard"),
                        row.getBoolean("behind"),
                        Duration.ofSeconds(row.getInt("patience"))),
                OF_PATIENT,
                Address.of("Patient", patient)));
    }
}
