package org.throughline.network.share;

import java.sql.Connection;
import java.sql.SQLException;
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
    private static final String OF_PATIENT =
            "SELECT l.peer, p.name, s.heard, coalesce(s.announced > s.applied, false) AS behind"
                    + " FROM (SELECT DISTINCT peer FROM link WHERE address = ? AND ended IS NULL) l"
                    + " JOIN peer p ON p.peer = l.peer LEFT JOIN source s ON s.peer = l.peer ORDER BY l.peer";

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
                        row.getBoolean("behind")),
                OF_PATIENT,
                Address.of("Patient", patient)));
    }
}
