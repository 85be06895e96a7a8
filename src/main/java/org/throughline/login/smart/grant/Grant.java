package org.throughline.login.smart.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.AppRows;
import org.throughline.login.smart.app.ScopeList;

/**
 * What a person granted to an app.
 *
 * @param number stands for it and never changes
 * @param account whose it is
 * @param who the person's name
 * @param fhirUser the person in the record, {@code Practitioner/1}; null for nobody
 * @param loggedIn when the person had logged in who granted it
 * @param nonce for the id token; null for none
 */
public record Grant(
        long number,
        App app,
        long account,
        String who,
        @Nullable String fhirUser,
        ScopeList scopes,
        LaunchContext context,
        Instant loggedIn,
        @Nullable String nonce,
        Instant begun) {
    /** The columns that {@link #of} reads, of the tables named {@code g} (app_grant), {@code p} (app), {@code a} (account). */
    static final String COLUMNS =
            "g.app_grant, g.account, a.display, a.subject_type, a.subject_id, g.scopes, g.patient, g.encounter, g.context,"
                    + " g.logged_in, g.nonce, g.begun, " + AppRows.COLUMNS;

    static final String TABLES =
            " FROM app_grant g JOIN app p ON p.app = g.app JOIN account a ON a.account = g.account ";

    /** Reads the columns {@code subject_type} and {@code subject_id}. */
    static @Nullable String fhirUser(ResultSet row) throws SQLException {
        String type = row.getString("subject_type");
        return type == null ? null : type + "/" + row.getString("subject_id");
    }

    static Grant of(ResultSet row) throws SQLException {
        return new Grant(
                row.getLong("app_grant"),
                AppRows.of(row),
                row.getLong("account"),
                row.getString("display"),
                fhirUser(row),
                ScopeList.parse(row.getString("scopes")),
                LaunchContext.of(row),
                Objects.requireNonNull(Sql.instant(row, "logged_in")),
                row.getString("nonce"),
                Objects.requireNonNull(Sql.instant(row, "begun")));
    }
}
