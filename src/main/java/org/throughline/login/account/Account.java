package org.throughline.login.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;

/**
 * An account, without its secrets.
 *
 * @param number stands for it elsewhere and never changes
 * @param name what is typed to log in
 * @param display a name for a person to read
 * @param subject who it is in the record; null for nobody
 * @param hasPassword whether it has one; if not, a passkey or an outside identity provider lets in
 * @param everything whether it may do everything, whatever its roles say
 * @param disabled since when it is of no use; null when it is of use
 */
public record Account(
        long number,
        AccountKind kind,
        String name,
        String display,
        @Nullable Subject subject,
        boolean hasPassword,
        boolean everything,
        @Nullable Instant disabled) {
    /** The columns that {@link #of} reads, of the table named {@code a}. */
    public static final String COLUMNS =
            "a.account, a.kind, a.name, a.display, a.subject_type, a.subject_id, a.password IS NOT NULL AS has_password,"
                    + " a.everything, a.disabled";

    /** Reads a row that holds the {@link #COLUMNS}. */
    public static Account of(ResultSet row) throws SQLException {
        String type = row.getString("subject_type");
        String id = row.getString("subject_id");
        return new Account(
                row.getLong("account"),
                AccountKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("display"),
                type == null || id == null ? null : new Subject(type, id),
                row.getBoolean("has_password"),
                row.getBoolean("everything"),
                Sql.instant(row, "disabled"));
    }

    /** Who acts with it, as the audit names it. */
    public String agent() {
        return "account/" + number;
    }
}
