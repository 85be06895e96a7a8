package org.throughline.privacy.watch;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The privacy officer's work on alerts. Nobody works on those about themselves. */
public final class Alerts {
    private static final int LONGEST = 2000;

    private final Database database;
    private final Acts acts;
    private final InstantSource clock;

    public Alerts(Database database, Acts acts, InstantSource clock) {
        this.database = database;
        this.acts = acts;
        this.clock = clock;
    }

    /** Alerts that fit, the newest first, with what was done about each. */
    public List<Alert> find(Caller caller, AlertQuery query) {
        require(caller);
        return database.read(connection -> {
            List<Alert> alerts = AlertRows.list(connection, query);
            Map<Long, List<Alert.Step>> steps = AlertRows.steps(connection, alerts);
            return alerts.stream()
                    .map(alert -> alert.with(steps.getOrDefault(alert.number(), List.of())))
                    .toList();
        });
    }

    /** How many are not closed. */
    public long waiting() {
        return database.read(connection -> Sql.first(
                        connection, row -> row.getLong(1), "SELECT count(*) FROM alert WHERE state <> 'CLOSED'"))
                .orElse(0L);
    }

    /** Notes what was found, and closes the alert. */
    public void close(Caller caller, long number, Alert.Finding finding, String note) {
        step(caller, number, Alert.State.CLOSED, finding, note);
    }

    /** Passes it on, to whom the note says. */
    public void escalate(Caller caller, long number, String note) {
        step(caller, number, Alert.State.ESCALATED, null, note);
    }

    private void step(Caller caller, long number, Alert.State to, Alert.@Nullable Finding finding, String note) {
        require(caller);
        String words = note.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw new Failed(new Failure.Invalid(
                    "value", "note", "Say in a few words what you found, or to whom you pass it on."));
        }
        Acts.Act act = new Acts.Act(
                Action.REVIEW,
                "alert/" + number + " " + (finding == null ? to.name() : to.name() + " " + finding.name()),
                200,
                Set.of());
        acts.act(caller, ignored -> act, connection -> {
            String from = Sql.first(
                            connection,
                            row -> row.getString(1),
                            "SELECT state FROM alert WHERE alert = ? AND agent <> ? FOR UPDATE",
                            number,
                            caller.id())
                    .orElseThrow(
                            () -> new Failed(new Failure.Conflict("There is no such alert, or it is about yourself.")));
            if (from.equals(Alert.State.CLOSED.name())) {
                throw new Failed(new Failure.Conflict("Somebody has closed this meanwhile."));
            }
            Sql.change(connection, "UPDATE alert SET state = ? WHERE alert = ?", to.name(), number);
            return Sql.change(
                    connection,
                    "INSERT INTO alert_step (alert, at, agent, display, state, finding, note)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    number,
                    clock.instant(),
                    caller.id(),
                    caller.display(),
                    to.name(),
                    finding == null ? null : finding.name(),
                    words);
        });
    }

    private static void require(Caller caller) {
        if (!caller.may(Duty.PRIVACY)) {
            throw new Failed(new Failure.Forbidden("Only the privacy officer works on alerts."));
        }
    }
}
