package org.throughline.login.smart.grant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Mandate;
import org.throughline.access.Scopes;
import org.throughline.audit.Action;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.AppRows;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.app.Secrets;

/** The tokens that are good for something now. */
public final class AccessTokens {
    private static final String LIVE =
            "SELECT t.kind, t.app_grant, t.account, t.scopes, t.asker, t.asker_role, t.purpose, t.issued, t.expires, t.used,"
                    + " g.patient, g.encounter, coalesce(g.context, '{}') AS context, a.display, a.subject_type, a.subject_id, "
                    + AppRows.COLUMNS
                    + " FROM app_token t JOIN app p ON p.app = t.app JOIN account a ON a.account = t.account"
                    + " LEFT JOIN app_grant g ON g.app_grant = t.app_grant"
                    + " WHERE t.token = ? AND t.expires > ? AND t.used IS NULL AND g.ended IS NULL"
                    + " AND p.disabled IS NULL AND a.disabled IS NULL";

    /** An app that may still act as an account, by itself or by what a person granted to it. */
    private static final String STANDING = "SELECT a.display, " + AppRows.COLUMNS + " FROM app p, account a"
            + " WHERE p.app = ? AND a.account = ? AND p.disabled IS NULL AND a.disabled IS NULL"
            + " AND (?::bigint IS NULL OR EXISTS (SELECT 1 FROM app_grant g JOIN app_token t ON t.app_grant = g.app_grant"
            + " WHERE g.app_grant = ? AND g.ended IS NULL AND t.used IS NULL AND t.expires > ?))";

    private final Database database;
    private final AuthorityActs acts;
    private final InstantSource clock;

    public AccessTokens(Database database, AuthorityActs acts, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * A token that is good for something.
     *
     * @param refresh whether it only serves to get the next one
     * @param grant the number of the grant that it is of; null for an app that acts by itself
     * @param account as whom the app acts
     * @param fhirUser the person in the record, {@code Practitioner/1}; null for nobody
     * @param asker for whom an app asks that acts by itself for a member of the network; null for any other
     * @param scopes what it grants and the practice still lets the app have
     */
    public record Live(
            boolean refresh,
            App app,
            @Nullable Long grant,
            long account,
            String who,
            @Nullable String fhirUser,
            @Nullable Asker asker,
            ScopeList scopes,
            LaunchContext context,
            Instant issued,
            Instant expires) {}

    /** The token, while it is good for something. */
    public Optional<Live> find(String token) {
        return database.read(
                connection -> Sql.first(connection, AccessTokens::live, LIVE, Secrets.digest(token), clock.instant()));
    }

    /**
     * An app that acts by a mandate.
     *
     * @param scopes those of the mandate that the practice still lets the app have
     */
    public record Standing(App app, Scopes scopes) {}

    /** The app of a mandate, while it may get tokens for it. */
    public Optional<Standing> standing(Mandate mandate) {
        return database.read(connection -> Sql.first(
                connection,
                row -> {
                    App app = AppRows.of(row);
                    ScopeList scopes = within(app, mandate.scopes().toString());
                    return new Standing(app, scopes.access());
                },
                STANDING,
                mandate.app(),
                mandate.account(),
                mandate.grant(),
                mandate.grant(),
                clock.instant()));
    }

    /** Those of the scopes that the practice lets the app have now. */
    private static ScopeList within(App app, String scopes) {
        ScopeList most = app.registration().scopes();
        return ScopeList.parse(scopes).where(scope -> !ScopeList.isAccess(scope) || most.covers(scope));
    }

    private static Live live(ResultSet row) throws SQLException {
        App app = AppRows.of(row);
        long grant = row.getLong("app_grant");
        boolean service = row.wasNull();
        return new Live(
                row.getString("kind").equals("REFRESH"),
                app,
                service ? null : grant,
                row.getLong("account"),
                row.getString("display"),
                Grant.fhirUser(row),
                Asker.of(row),
                within(app, row.getString("scopes")),
                LaunchContext.of(row),
                Objects.requireNonNull(Sql.instant(row, "issued")),
                Objects.requireNonNull(Sql.instant(row, "expires")));
    }

    /**
     * An app gives a token back: an access token is of no use from now on; a refresh token ends the grant, with all of
     * its tokens. A token of another app stays as it is.
     */
    public void revoke(App app, String token) {
        Optional<Live> live = find(token).filter(found -> found.app().number() == app.number());
        live.ifPresent(found -> acts.done(
                app.asCaller(),
                new Act(
                        Action.REVOKE_APP,
                        "app/" + app.clientId() + " of account/" + found.account(),
                        200,
                        found.context().patientAddress()),
                connection -> {
                    Instant now = clock.instant();
                    Long grant = found.grant();
                    return (found.refresh() && grant != null)
                            ? TokenRows.end(connection, grant, now)
                            : Sql.change(
                                            connection,
                                            "UPDATE app_token SET expires = ? WHERE token = ?",
                                            now,
                                            Secrets.digest(token))
                                    == 1;
                }));
    }

    /** Removes what has run out and nobody will ask for again. */
    public void sweep() {
        Instant now = clock.instant();
        database.inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM app_token WHERE expires <= ?", now);
            Sql.change(connection, "DELETE FROM app_code WHERE expires <= ?", now.minusSeconds(3600));
            Sql.change(connection, "DELETE FROM app_assertion WHERE expires <= ?", now);
            return Sql.change(
                    connection,
                    "DELETE FROM app_grant g WHERE begun <= ?"
                            + " AND NOT EXISTS (SELECT 1 FROM app_token t WHERE t.app_grant = g.app_grant)",
                    now.minusSeconds(3600));
        });
    }
}
