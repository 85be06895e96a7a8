package org.throughline.login.smart.grant;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.session.Session;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.app.Secrets;

/** What people decide about apps: grant, refuse, look at it again, take it back. */
public final class Grants {
    /** What SMART recommends: about a minute. */
    private static final Duration CODE_VALID = Duration.ofMinutes(1);

    private final Database database;
    private final AuthorityActs acts;
    private final Secrets secrets;
    private final TokenRows tokens;
    private final InstantSource clock;

    public Grants(Database database, AuthorityActs acts, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.secrets = secrets;
        this.tokens = new TokenRows(secrets);
        this.clock = clock;
    }

    /**
     * A grant as its person and the practice look at it.
     *
     * @param renewable whether the app gets new tokens while the person is away
     * @param lastUsed when it was last given a token
     */
    public record Standing(Grant grant, boolean renewable, Instant lastUsed) {}

    /**
     * Grants what a person chose of what an app asks for.
     *
     * @param handle of the request
     * @param granted within what is asked for
     * @return the code that the app gets its tokens with
     * @throws Failed with {@link Failure.NotFound} when the request has run out or is decided
     */
    public String allow(Session session, String handle, Pending pending, ScopeList granted, LaunchContext context) {
        if (!pending.scopes().covers(granted)) {
            throw new Failed(new Failure.Forbidden("The app has not asked for this."));
        }
        String code = secrets.next();
        String target = target(pending.app()) + ": " + granted;
        acts.done(
                session.caller(), new Act(Action.AUTHORIZE_APP, target, 200, context.patientAddress()), connection -> {
                    take(connection, handle);
                    long grant = add(connection, session, pending, granted, context);
                    return Sql.change(
                            connection,
                            "INSERT INTO app_code (code, app_grant, redirect, challenge, expires) VALUES (?, ?, ?, ?, ?)",
                            Secrets.digest(code),
                            grant,
                            pending.redirect(),
                            pending.challenge(),
                            clock.instant().plus(CODE_VALID));
                });
        return code;
    }

    private long add(Connection connection, Session session, Pending pending, ScopeList granted, LaunchContext context)
            throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "INSERT INTO app_grant (app, account, scopes, patient, encounter, context, logged_in, nonce, begun)"
                                + " VALUES (?, ?, ?, ?::text, ?::text, ?, ?, ?::text, ?) RETURNING app_grant",
                        pending.app().number(),
                        session.account().number(),
                        granted.toString(),
                        context.patient(),
                        context.encounter(),
                        context.othersArray(),
                        session.begun(),
                        pending.nonce(),
                        clock.instant())
                .orElseThrow();
    }

    /** Refuses what an app asks for. */
    public void refuse(Session session, String handle, Pending pending) {
        acts.done(
                session.caller(),
                new Act(Action.AUTHORIZE_APP, target(pending.app()), 403, Set.of()),
                connection -> take(connection, handle));
    }

    private static boolean take(Connection connection, String handle) throws SQLException {
        if (!Requests.remove(connection, handle)) {
            throw new Failed(new Failure.NotFound("This request of an app is decided or has run out."));
        }
        return true;
    }

    /**
     * A token for an app that acts by itself, with scopes that were registered for it.
     *
     * @param asker for whom it asks; null for nobody but itself
     */
    public String ofService(App app, ScopeList scopes, @Nullable Asker asker) {
        long account = Objects.requireNonNull(app.account());
        String whom = asker == null ? "" : " for " + asker.words();
        Act act = new Act(Action.ISSUE_TOKEN, target(app) + whom + ": " + scopes);
        return acts.done(
                app.asCaller(),
                act,
                connection -> tokens.issue(connection, app, account, scopes, asker, clock.instant()));
    }

    /** Enters that an app that acts by itself got no token. */
    public void refused(App app, String why) {
        acts.note(app.asCaller(), new Act(Action.ISSUE_TOKEN, target(app) + ": " + why, 403, Set.of()));
    }

    /** How long such a token is valid. */
    public static Duration serviceValid() {
        return TokenRows.SERVICE_VALID;
    }

    /** What a person has granted and what still stands, the newest first. */
    public List<Standing> ofAccount(long account) {
        return standing("AND g.account = ?", account);
    }

    /** What people have granted to an app and what still stands, the newest first. */
    public List<Standing> ofApp(App app) {
        return standing("AND g.app = ?", app.number());
    }

    private List<Standing> standing(String which, @Nullable Object... parameters) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(clock.instant());
        all.addAll(List.of(parameters));
        return database.read(connection -> Sql.list(
                connection,
                row -> new Standing(
                        Grant.of(row),
                        row.getBoolean("renewable"),
                        Objects.requireNonNull(Sql.instant(row, "last_issued"))),
                "SELECT t.renewable, t.last_issued, " + Grant.COLUMNS + Grant.TABLES
                        + "JOIN (SELECT app_grant, bool_or(kind = 'REFRESH') AS renewable, max(issued) AS last_issued"
                        + " FROM app_token WHERE expires > ? AND used IS NULL GROUP BY app_grant) t"
                        + " ON t.app_grant = g.app_grant WHERE g.ended IS NULL " + which + " ORDER BY g.app_grant DESC",
                all.toArray()));
    }

    /**
     * Ends a grant: from now on none of its tokens is good for anything.
     *
     * @param account whose it must be; null when the caller answers for all
     * @throws Failed with {@link Failure.NotFound} when there is no such grant, or it has ended
     */
    public void end(Caller by, long grant, @Nullable Long account) {
        Grant ending = database.read(connection -> Sql.first(
                        connection,
                        Grant::of,
                        "SELECT " + Grant.COLUMNS + Grant.TABLES
                                + "WHERE g.app_grant = ? AND g.ended IS NULL AND g.account = coalesce(?::bigint, g.account)",
                        grant,
                        account))
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such access to take back.")));
        String target = target(ending.app()) + " of account/" + ending.account();
        acts.done(
                by,
                new Act(Action.REVOKE_APP, target, 200, ending.context().patientAddress()),
                connection -> TokenRows.end(connection, grant, clock.instant()));
    }

    private static String target(App app) {
        return "app/" + app.clientId() + " " + app.name();
    }
}
