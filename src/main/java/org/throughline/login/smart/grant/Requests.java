package org.throughline.login.smart.grant;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.login.smart.app.AppRows;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.app.Secrets;

/**
 * What apps ask for, until a person decides. It waits in the database for a quarter of an hour, so that the person can
 * log in first, the pages have short addresses, and nothing that the browser sends back can change what was asked.
 */
public final class Requests {
    private static final Duration VALID = Duration.ofMinutes(15);

    private final Database database;
    private final Secrets secrets;
    private final InstantSource clock;

    public Requests(Database database, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Keeps a request and gives the handle by which the pages refer to it. */
    public String keep(Pending pending) {
        String handle = secrets.next();
        Instant now = clock.instant();
        database.inTransaction(connection -> {
            Sql.change(connection, "DELETE FROM app_request WHERE begun <= ?", now.minus(VALID));
            return Sql.change(
                    connection,
                    "INSERT INTO app_request (handle, app, redirect, state, scopes, challenge, nonce, account, patient,"
                            + " encounter, context, begun)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?::text, ?::bigint, ?::text, ?::text, ?, ?)",
                    Secrets.digest(handle),
                    pending.app().number(),
                    pending.redirect(),
                    pending.state(),
                    pending.scopes().toString(),
                    pending.challenge(),
                    pending.nonce(),
                    pending.openedBy(),
                    pending.context().patient(),
                    pending.context().encounter(),
                    pending.context().othersArray(),
                    now);
        });
        return handle;
    }

    /** The request of this handle, while it waits and its app is enabled. */
    public Optional<Pending> find(String handle) {
        return database.read(connection -> Sql.first(
                connection,
                Requests::pending,
                "SELECT r.redirect, r.state, r.scopes, r.challenge, r.nonce, r.account, r.patient, r.encounter,"
                        + " r.context, " + AppRows.COLUMNS + " FROM app_request r JOIN app p ON p.app = r.app"
                        + " WHERE r.handle = ? AND r.begun > ? AND p.disabled IS NULL",
                Secrets.digest(handle),
                clock.instant().minus(VALID)));
    }

    private static Pending pending(ResultSet row) throws SQLException {
        long account = row.getLong("account");
        boolean openedElsewhere = row.wasNull();
        return new Pending(
                AppRows.of(row),
                row.getString("redirect"),
                row.getString("state"),
                ScopeList.parse(row.getString("scopes")),
                row.getString("challenge"),
                row.getString("nonce"),
                openedElsewhere ? null : account,
                LaunchContext.of(row));
    }

    /** Takes it away, since it is decided; tells whether it was there, so that only one decision counts. */
    static boolean remove(Connection connection, String handle) throws SQLException {
        return Sql.change(connection, "DELETE FROM app_request WHERE handle = ?", Secrets.digest(handle)) == 1;
    }
}
