package org.throughline.login.smart.grant;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.app.Secrets;
import org.throughline.login.smart.grant.Attempt.Issued;

/** Writes tokens into the table {@code app_token}, and ends them. */
final class TokenRows {
    /** An access token of a person's app: what SMART recommends at most. */
    static final Duration ACCESS_VALID = Duration.ofHours(1);

    /** An access token of an app that acts by itself: what SMART recommends at most. */
    static final Duration SERVICE_VALID = Duration.ofMinutes(5);

    /** A refresh token; each use gives a new one, which is valid as long again. */
    static final Duration REFRESH_VALID = Duration.ofDays(184);

    private final Secrets secrets;

    TokenRows(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Makes an access token, and a refresh token when the grant holds one. */
    Issued issue(Connection connection, Grant grant, ScopeList scopes, Instant now) throws SQLException {
        Owner owner = new Owner(grant.app(), grant.number(), grant.account());
        String access = add(connection, "ACCESS", owner, scopes, null, now, ACCESS_VALID);
        boolean renews = grant.scopes().has(ScopeList.OFFLINE) || grant.scopes().has(ScopeList.ONLINE);
        String refresh = renews ? add(connection, "REFRESH", owner, grant.scopes(), null, now, REFRESH_VALID) : null;
        return new Issued(grant, access, ACCESS_VALID, scopes, refresh);
    }

    /** Makes an access token for an app that acts by itself. */
    String issue(Connection connection, App app, long account, ScopeList scopes, @Nullable Asker asker, Instant now)
            throws SQLException {
        return add(connection, "ACCESS", new Owner(app, null, account), scopes, asker, now, SERVICE_VALID);
    }

    private record Owner(App app, @Nullable Long grant, long account) {}

    private String add(
            Connection connection,
            String kind,
            Owner owner,
            ScopeList scopes,
            @Nullable Asker asker,
            Instant now,
            Duration valid)
            throws SQLException {
        String token = secrets.next();
        Sql.change(
                connection,
                "INSERT INTO app_token (token, kind, app, app_grant, account, scopes, asker, asker_role, purpose, issued, expires)"
                        + " VALUES (?, ?, ?, ?::bigint, ?, ?, ?::text, ?::text, ?::text, ?, ?)",
                Secrets.digest(token),
                kind,
                owner.app().number(),
                owner.grant(),
                owner.account(),
                scopes.toString(),
                asker == null ? null : asker.name(),
                asker == null ? null : asker.role(),
                asker == null ? null : asker.purpose().name(),
                now,
                now.plus(valid));
        return token;
    }

    /** Ends a grant, and with it all of its tokens. */
    static boolean end(Connection connection, long grant, Instant now) throws SQLException {
        return Sql.change(
                        connection, "UPDATE app_grant SET ended = ? WHERE app_grant = ? AND ended IS NULL", now, grant)
                == 1;
    }
}
