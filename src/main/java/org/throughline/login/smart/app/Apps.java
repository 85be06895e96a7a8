package org.throughline.login.smart.app;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Action;
import org.throughline.audit.Acts.Act;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Issue;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.authority.Changes;
import org.throughline.login.authority.Remembered;

/** The apps that are registered. */
public final class Apps {
    private static final int MOST_OF_SELF_A_DAY = 200;

    private final Database database;
    private final AuthorityActs acts;
    private final RegistrationRules rules;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Remembered<String, List<App>> remembered;

    public Apps(
            Database database,
            AuthorityActs acts,
            Changes changes,
            RegistrationRules rules,
            Secrets secrets,
            InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.rules = rules;
        this.secrets = secrets;
        this.clock = clock;
        this.remembered = new Remembered<>(changes, clock);
    }

    /**
     * A new app.
     *
     * @param secret which is shown this once; null when it has none
     */
    public record Registered(App app, @Nullable String secret) {}

    /**
     * Registers an app.
     *
     * @param role the number of the role that an app has which acts by itself; null for an app that acts for people
     * @throws Failed with {@link Failure.Invalid} when it cannot be registered so; the issues name the fields
     */
    public Registered register(Caller by, Registration registration, @Nullable Integer role) {
        return register(by, registration, role, false);
    }

    /**
     * Registers an app that asked for it itself.
     *
     * @throws Failed as {@link #register}, and with {@link Failure.Unavailable} when too many did today
     */
    public Registered registerSelf(Caller by, Registration registration) {
        Instant since = clock.instant().minus(Duration.ofDays(1));
        if (database.read(connection -> AppRows.ofSelf(connection, since)) >= MOST_OF_SELF_A_DAY) {
            throw new Failed(new Failure.Unavailable("Too many apps have registered themselves today."));
        }
        return register(by, registration, null, true);
    }

    private Registered register(Caller by, Registration registration, @Nullable Integer role, boolean self) {
        check(registration);
        if (registration.service() != (role != null)) {
            throw invalid("role", "An app that acts by itself, and no other, needs a role.");
        }
        String clientId = secrets.name();
        String secret = registration.proof() == Proof.SECRET ? secrets.next() : null;
        Act act = new Act(Action.REGISTER_APP, target(clientId, registration));
        App app = acts.done(by, act, connection -> {
            Instant now = clock.instant();
            Long account = role == null
                    ? null
                    : (Long) AppRows.addProgram(connection, clientId, registration.name(), role, now);
            AppRows.insert(connection, clientId, registration, account, self, digest(secret), now);
            return AppRows.find(connection, clientId).orElseThrow();
        });
        return new Registered(app, secret);
    }

    /**
     * Changes what is registered. An app that is to prove itself with a secret and has none gets one.
     *
     * @throws Failed as {@link #register}, and with {@link Failure.NotFound} when there is no such app
     */
    public Registered change(Caller by, String clientId, Registration registration) {
        check(registration);
        App before = require(clientId);
        if (before.registration().service() != registration.service()) {
            throw invalid("service", "Whether an app acts by itself cannot be changed. Register it anew.");
        }
        boolean needsSecret =
                registration.proof() == Proof.SECRET && before.registration().proof() != Proof.SECRET;
        String secret = needsSecret ? secrets.next() : null;
        App app = acts.done(by, new Act(Action.CHANGE_APP, target(clientId, registration)), connection -> {
            AppRows.update(connection, clientId, registration);
            if (secret != null) {
                AppRows.setSecret(connection, clientId, digest(secret));
            }
            return AppRows.find(connection, clientId).orElseThrow();
        });
        return new Registered(app, secret);
    }

    private void check(Registration registration) {
        List<Issue> faults = rules.faults(registration);
        if (!faults.isEmpty()) {
            throw new Failed(new Failure.Invalid(faults));
        }
    }

    private static Failed invalid(String field, String message) {
        return new Failed(new Failure.Invalid("value", field, message));
    }

    /** Makes a new secret; the one before is of no use any more. */
    public String renewSecret(Caller by, String clientId) {
        App app = require(clientId);
        String secret = secrets.next();
        acts.done(
                by,
                new Act(Action.CHANGE_APP, target(clientId, app.registration()) + ": a new secret"),
                connection -> AppRows.setSecret(connection, clientId, digest(secret)));
        return secret;
    }

    /** Takes all access from an app, or lets it have again what it was granted. */
    public void enable(Caller by, String clientId, boolean enabled) {
        App app = require(clientId);
        acts.done(
                by,
                new Act(
                        Action.CHANGE_APP,
                        target(clientId, app.registration()) + (enabled ? ": enabled" : ": disabled")),
                connection -> Sql.change(
                        connection,
                        "UPDATE app SET disabled = ? WHERE client_id = ?",
                        enabled ? null : clock.instant(),
                        clientId));
    }

    /** All apps, by name. */
    public List<App> all() {
        return remembered
                .get("", () -> Optional.of(database.read(AppRows::all)))
                .orElseThrow();
    }

    /** The app of this id that is not disabled. */
    public Optional<App> enabled(String clientId) {
        return database.read(connection -> AppRows.find(connection, clientId)).filter(App::enabled);
    }

    /** The app of this id. */
    public App require(String clientId) {
        return database.read(connection -> AppRows.find(connection, clientId))
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such app.")));
    }

    /** Those that can be opened from a chart. */
    public List<App> openable() {
        return all().stream()
                .filter(app -> app.enabled() && app.registration().launch() != null)
                .toList();
    }

    /** Where pages of apps come from that are not disabled. */
    public Set<String> origins() {
        return all().stream()
                .filter(App::enabled)
                .flatMap(app -> app.registration().origins().stream())
                .collect(Collectors.toSet());
    }

    /** Whether this is the app's secret. */
    public boolean isSecretOf(App app, String secret) {
        byte[] kept = database.read(connection -> secret(connection, app));
        return kept != null && MessageDigest.isEqual(kept, Secrets.digest(secret));
    }

    private static byte @Nullable [] secret(Connection connection, App app) throws SQLException {
        return AppRows.secret(connection, app.number());
    }

    private static byte @Nullable [] digest(@Nullable String secret) {
        return secret == null ? null : Secrets.digest(secret);
    }

    private static String target(String clientId, Registration registration) {
        return "app/" + clientId + " " + registration.name();
    }
}
