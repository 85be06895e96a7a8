package org.throughline.login.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;

/**
 * Who the person of an account is at the identity provider.
 *
 * @param name what they are called there
 * @param linked since when
 * @param used when they last logged in with it; null for never
 */
public record LinkedIdentity(
        String name, Instant linked, @Nullable Instant used) {
    static LinkedIdentity of(ResultSet row) throws SQLException {
        return new LinkedIdentity(
                row.getString("name"), Objects.requireNonNull(Sql.instant(row, "linked")), Sql.instant(row, "used"));
    }
}
