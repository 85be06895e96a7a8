package org.throughline.login.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.throughline.database.Sql;

/**
 * A session as its owner and administrators see it.
 *
 * @param seen when it was last used, to the minute
 * @param strong whether a second factor, or a passkey, was shown
 * @param address where it was begun
 * @param agent what the browser calls itself
 */
public record OpenSession(long number, Instant begun, Instant seen, boolean strong, String address, String agent) {
    static OpenSession of(ResultSet row) throws SQLException {
        return new OpenSession(
                row.getLong("session"),
                Objects.requireNonNull(Sql.instant(row, "begun")),
                Objects.requireNonNull(Sql.instant(row, "seen")),
                row.getBoolean("strong"),
                row.getString("address"),
                row.getString("agent"));
    }
}
