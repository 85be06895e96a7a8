package org.throughline.network.share;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Address;

/** Which other organizations give us of a patient's record, and how they stand. */
public final class Sources {
    private static final String OF_PATIENT =
            "SELECT l.peer, s.heard, coalesce(s.announced > s.applied, false) AS behind"
                    + " FROM (SELECT DISTINCT peer FROM link WHERE address = ? AND ended IS NULL) l"
                    + " LEFT JOIN source s ON s.peer = l.peer ORDER BY l.peer";

    private final Database database;
    private final IntFunction<String> names;

    /** @param names what a member is called, by its number */
    public Sources(Database database, IntFunction<String> names) {
        this.database = database;
        this.names = names;
    }

    /** Notes by which id of an Organization a member knows us. */
    public static void name(Connection connection, int peer, String us) throws SQLException {
        SourceRows.name(connection, peer, us);
    }

    /** Those of a patient of ours; none for most. */
    public List<HeldElsewhere> of(String patient) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new HeldElsewhere(
                        row.getInt("peer"),
                        names.apply(row.getInt("peer")),
                        Sql.instant(row, "heard"),
                        row.getBoolean("behind")),
                OF_PATIENT,
                Address.of("Patient", patient)));
    }
}
