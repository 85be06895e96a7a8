package org.throughline.login.smart.grant;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Action;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.database.Work;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.session.Sessions;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.AppRows;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.app.Secrets;
import org.throughline.login.smart.grant.Attempt.Issued;
import org.throughline.login.smart.grant.Attempt.Refused;

/**
 * Gives tokens for what an app shows: the code that a person's decision made, or a refresh token. Each is good for once. Who
 * shows one again has stolen it, or was robbed of it: all that it gave ends.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700">OAuth, best current practice for security</a>
 */
public final class Exchange {
    private static final String LIVE = " AND g.ended IS NULL AND a.disabled IS NULL AND p.disabled IS NULL";

    private final Database database;
    private final AuthorityActs acts;
    private final TokenRows tokens;
    private final InstantSource clock;

    public Exchange(Database database, AuthorityActs acts, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.tokens = new TokenRows(secrets);
        this.clock = clock;
    }

    /** A code or a refresh token as it is kept. */
    private record Shown(long grant, boolean used, boolean expired, String redirect, String challenge) {}

    /**
     * Tokens for a code.
     *
     * @param redirect where the app says it was sent back to
     * @param proves whether the app knows what the challenge (PKCE, S256) was made of
     */
    public Attempt ofCode(App app, String code, String redirect, Predicate<String> proves) {
        return attempt(app, connection -> {
            Instant now = clock.instant();
            Optional<Shown> shown = Sql.first(
                    connection,
                    row -> shown(row, row.getString("redirect"), row.getString("challenge")),
                    "SELECT c.app_grant, c.used, c.expires <= ? AS expired, c.redirect, c.challenge FROM app_code c"
                            + " JOIN app_grant g ON g.app_grant = c.app_grant"
                            + " WHERE c.code = ? AND g.app = ? FOR UPDATE OF c",
                    now,
                    Secrets.digest(code),
                    app.number());
            if (shown.isEmpty()) {
                return Refused.UNKNOWN;
            }
            if (shown.get().used()) {
                return replayed(connection, shown.get(), now);
            }
            Sql.change(connection, "UPDATE app_code SET used = ? WHERE code = ?", now, Secrets.digest(code));
            boolean fits = !shown.get().expired()
                    && shown.get().redirect().equals(redirect)
                    && proves.test(shown.get().challenge());
            Optional<Grant> grant = fits ? live(connection, shown.get().grant()) : Optional.empty();
            return grant.isEmpty()
                    ? Refused.UNKNOWN
                    : tokens.issue(connection, grant.get(), grant.get().scopes(), now);
        });
    }

    /**
     * Tokens for a refresh token.
     *
     * @param narrower what the new access token is to grant; null for all that the person granted
     */
    public Attempt ofRefreshToken(App app, String token, @Nullable ScopeList narrower) {
        return attempt(app, connection -> {
            Instant now = clock.instant();
            Optional<Shown> shown = Sql.first(
                    connection,
                    row -> shown(row, "", ""),
                    "SELECT app_grant, used, expires <= ? AS expired FROM app_token"
                            + " WHERE token = ? AND kind = 'REFRESH' AND app = ? FOR UPDATE",
                    now,
                    Secrets.digest(token),
                    app.number());
            if (shown.isEmpty()) {
                return Refused.UNKNOWN;
            }
            if (shown.get().used()) {
                return replayed(connection, shown.get(), now);
            }
            Optional<Grant> grant = shown.get().expired()
                    ? Optional.empty()
                    : live(connection, shown.get().grant());
            if (grant.isEmpty() || !mayRenew(connection, grant.get(), now)) {
                return Refused.UNKNOWN;
            }
            ScopeList scopes = narrower == null ? grant.get().scopes() : narrower;
            if (!grant.get().scopes().covers(scopes)) {
                return Refused.TOO_MUCH;
            }
            Sql.change(connection, "UPDATE app_token SET used = ? WHERE token = ?", now, Secrets.digest(token));
            return tokens.issue(connection, grant.get(), scopes, now);
        });
    }

    /** The app that a refresh token is of, when it is one that cannot prove who it is; empty for others. */
    public Optional<App> appWithoutProof(String refreshToken) {
        return database.read(connection -> Sql.first(
                connection,
                AppRows::of,
                "SELECT " + AppRows.COLUMNS + " FROM app_token t JOIN app p ON p.app = t.app"
                        + " WHERE t.token = ? AND t.kind = 'REFRESH' AND p.proof = 'NONE' AND p.disabled IS NULL",
                Secrets.digest(refreshToken)));
    }

    private static Shown shown(ResultSet row, String redirect, String challenge) throws SQLException {
        return new Shown(
                row.getLong("app_grant"),
                row.getTimestamp("used") != null,
                row.getBoolean("expired"),
                redirect,
                challenge);
    }

    /** What was granted for the time that the person is there ends when they are not logged in any more. */
    private static boolean mayRenew(Connection connection, Grant grant, Instant now) throws SQLException {
        return grant.scopes().has(ScopeList.OFFLINE) || Sessions.isLoggedIn(connection, grant.account(), now);
    }

    private static Refused replayed(Connection connection, Shown shown, Instant now) throws SQLException {
        TokenRows.end(connection, shown.grant(), now);
        return Refused.REPLAYED;
    }

    private static Optional<Grant> live(Connection connection, long grant) throws SQLException {
        return Sql.first(
                connection,
                Grant::of,
                "SELECT " + Grant.COLUMNS + Grant.TABLES + "WHERE g.app_grant = ?" + LIVE,
                grant);
    }

    private Attempt attempt(App app, Work<Attempt> work) {
        return acts.done(app.asCaller(), result -> act(app, result), work);
    }

    private static Act act(App app, Attempt attempt) {
        String target = "app/" + app.clientId();
        return switch (attempt) {
            case Issued issued ->
                new Act(
                        Action.ISSUE_TOKEN,
                        target + " for account/" + issued.grant().account() + ": " + issued.scopes(),
                        200,
                        issued.grant().context().patientAddress());
            case Refused.REPLAYED -> new Act(Action.REVOKE_APP, target + ": a code or token was used twice");
            case Refused ignored -> new Act(Action.ISSUE_TOKEN, target, 400, Set.of());
        };
    }
}
