package org.throughline.login;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;
import org.throughline.login.account.Account;

/**
 * An account in the list of all.
 *
 * @param roles the names of its roles
 * @param strong whether it has a second factor
 * @param used when somebody last logged in with it; null when nobody did
 * @param invitedUntil until when its link is good; null when there is none
 */
public record Person(
        Account account,
        List<String> roles,
        boolean strong,
        @Nullable Instant used,
        @Nullable Instant invitedUntil) {
    private static final String SELECT = "SELECT " + Account.COLUMNS
            + ", a.used, i.expires, EXISTS (SELECT 1 FROM factor f WHERE f.account = a.account) AS strong,"
            + " ARRAY(SELECT DISTINCT r.name FROM held_role h JOIN role r ON r.role = h.role"
            + " WHERE h.account = a.account AND (h.until IS NULL OR h.until > ?) ORDER BY r.name) AS roles"
            + " FROM account a LEFT JOIN invitation i ON i.account = a.account AND i.expires > ?";

    public Person {
        roles = List.copyOf(roles);
    }

    static List<Person> find(Connection connection, String typed, Instant now, int most) throws SQLException {
        String pattern = "%" + typed.strip().replaceAll("([%_\\\\])", "\\\\$1") + "%";
        return Sql.list(
                connection,
                Person::of,
                SELECT + " WHERE a.name ILIKE ? OR a.display ILIKE ?"
                        + " ORDER BY a.disabled IS NOT NULL, lower(a.display), a.account LIMIT ?",
                now,
                now,
                pattern,
                pattern,
                most);
    }

    static Optional<Person> find(Connection connection, long number, Instant now) throws SQLException {
        return Sql.first(connection, Person::of, SELECT + " WHERE a.account = ?", now, now, number);
    }

    private static Person of(ResultSet row) throws SQLException {
        return new Person(
                Account.of(row),
                Sql.texts(row, "roles"),
                row.getBoolean("strong"),
                Sql.instant(row, "used"),
                Sql.instant(row, "expires"));
    }
}
