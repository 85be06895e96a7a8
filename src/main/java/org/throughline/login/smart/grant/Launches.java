package org.throughline.login.smart.grant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.Secrets;

/** Apps that were opened from a chart and have not asked for access yet. Each handle is good for once, in a few minutes. */
public final class Launches {
    private static final Duration VALID = Duration.ofMinutes(5);

    private final Database database;
    private final AuthorityActs acts;
    private final Secrets secrets;
    private final InstantSource clock;

    public Launches(Database database, AuthorityActs acts, Secrets secrets, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** An app that was opened, by whom and for whom. */
    public record Launch(long account, LaunchContext context) {}

    /**
     * Opens an app for a patient.
     *
     * @param account who opens it
     * @param context with a patient, whom the caller may see
     * @return the handle by which the app refers to it
     */
    public String begin(Caller by, long account, App app, LaunchContext context) {
        String handle = secrets.next();
        Instant now = clock.instant();
        String target = "app/" + app.clientId() + " " + app.name() + " for Patient/" + context.patient();
        acts.done(by, new Act(Action.LAUNCH_APP, target, 200, context.patientAddress()), connection -> {
            Sql.change(connection, "DELETE FROM app_launch WHERE begun <= ?", now.minus(VALID));
            return Sql.change(
                    connection,
                    "INSERT INTO app_launch (handle, app, account, patient, encounter, context, begun)"
                            + " VALUES (?, ?, ?, ?, ?::text, ?, ?)",
                    Secrets.digest(handle),
                    app.number(),
                    account,
                    Objects.requireNonNull(context.patient()),
                    context.encounter(),
                    context.othersArray(),
                    now);
        });
        return handle;
    }

    /** What the handle stands for, when this app was opened with it just now; it is of no use afterwards. */
    public Optional<Launch> take(App app, String handle) {
        return database.inTransaction(connection -> Sql.first(
                connection,
                row -> new Launch(row.getLong("account"), LaunchContext.of(row)),
                "DELETE FROM app_launch WHERE handle = ? AND app = ? AND begun > ?"
                        + " RETURNING account, patient, encounter, context",
                Secrets.digest(handle),
                app.number(),
                clock.instant().minus(VALID)));
    }
}
