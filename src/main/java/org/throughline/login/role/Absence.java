package org.throughline.login.role;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;

/**
 * That somebody is away, and who does their work.
 *
 * @param number stands for it elsewhere; 0 for one that is not stored yet
 * @param account the number of the account of whoever is away
 * @param until when it ends; null when it has no end: they left
 * @param deputy the number of the account of whoever stands in; null when whoever has the same role does
 */
public record Absence(
        long number,
        long account,
        Instant since,
        @Nullable Instant until,
        @Nullable Long deputy) {
    static final String COLUMNS = "b.absence, b.account, b.since, b.until, b.deputy";

    static Absence of(ResultSet row) throws SQLException {
        long deputy = row.getLong("deputy");
        boolean nobody = row.wasNull();
        return new Absence(
                row.getLong("absence"),
                row.getLong("account"),
                row.getTimestamp("since").toInstant(),
                Sql.instant(row, "until"),
                nobody ? null : deputy);
    }
}
