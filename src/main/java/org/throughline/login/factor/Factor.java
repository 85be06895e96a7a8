package org.throughline.login.factor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;

/**
 * A factor of an account, without its secret.
 *
 * @param label what its owner calls it
 * @param used when it last served; null when it never did
 */
public record Factor(
        long number,
        Kind kind,
        String label,
        Instant created,
        @Nullable Instant used) {
    static final String COLUMNS = "factor, kind, label, created, used";

    /** What kinds there are. */
    public enum Kind {
        /** An app that shows a new code every half minute. */
        TOTP,
        /** A key in a phone, a computer or a stick. */
        PASSKEY
    }

    static Factor of(ResultSet row) throws SQLException {
        return new Factor(
                row.getLong("factor"),
                Kind.valueOf(row.getString("kind")),
                row.getString("label"),
                Objects.requireNonNull(Sql.instant(row, "created")),
                Sql.instant(row, "used"));
    }
}
