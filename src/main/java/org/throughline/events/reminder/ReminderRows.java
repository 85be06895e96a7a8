package org.throughline.events.reminder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.events.message.Channel;
import org.throughline.events.reminder.ReminderRow.State;

/** The reminders that are to be sent and that were. */
public final class ReminderRows {
    private static final int MOST = 200;
    private static final Duration KEPT = Duration.ofDays(400);
    private static final String COLUMNS =
            "SELECT reminder, appointment, patient, starts, channel, state, attempts, due, why, done FROM reminder";

    private final Database database;

    public ReminderRows(Database database) {
        this.database = database;
    }

    /** Notes that an appointment is to be reminded of, unless that is noted already. */
    void note(String appointment, String patient, Instant starts, Channel channel, Instant due) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "INSERT INTO reminder (appointment, patient, starts, channel, state, due) VALUES (?, ?, ?, ?, 'WAITING', ?)"
                        + " ON CONFLICT (appointment, starts, channel) DO NOTHING",
                appointment,
                patient,
                starts,
                channel.name(),
                due));
    }

    /** Takes one whose time has come and marks it as on its way; nobody else takes it then. */
    Optional<ReminderRow> take(Instant now) {
        return database.inTransaction(connection -> Sql.first(
                connection,
                ReminderRows::row,
                "UPDATE reminder SET state = 'LEAVING', attempts = attempts + 1 WHERE reminder = (SELECT reminder FROM reminder"
                        + " WHERE state = 'WAITING' AND due <= ? ORDER BY due LIMIT 1 FOR UPDATE SKIP LOCKED)"
                        + " RETURNING reminder, appointment, patient, starts, channel, state, attempts, due, why, done",
                now));
    }

    /** Says what became of it. */
    void end(long number, State state, String why, Instant at) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE reminder SET state = ?, why = ?, done = ? WHERE reminder = ?",
                state.name(),
                why,
                at,
                number));
    }

    /** It is tried again. */
    void later(long number, String why, Instant due) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE reminder SET state = 'WAITING', why = ?, due = ? WHERE reminder = ?",
                why,
                due,
                number));
    }

    /** Those of an appointment that wait are not sent any more; how many there were. */
    public int stop(String appointment, String why, Instant now) {
        return database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE reminder SET state = 'NEEDLESS', why = ?, done = ? WHERE appointment = ? AND state = 'WAITING'",
                why,
                now,
                appointment));
    }

    /** The last ones, the newest first. */
    public List<ReminderRow> last() {
        return database.read(
                connection -> Sql.list(connection, ReminderRows::row, COLUMNS + " ORDER BY due DESC LIMIT " + MOST));
    }

    /** Those of an appointment. */
    public List<ReminderRow> of(String appointment) {
        return database.read(connection -> Sql.list(
                connection, ReminderRows::row, COLUMNS + " WHERE appointment = ? ORDER BY due DESC", appointment));
    }

    /** Throws away what is long past. */
    void sweep(Instant now) {
        database.inTransaction(
                connection -> Sql.change(connection, "DELETE FROM reminder WHERE starts < ?", now.minus(KEPT)));
    }

    private static ReminderRow row(ResultSet row) throws SQLException {
        return new ReminderRow(
                row.getLong("reminder"),
                row.getString("appointment"),
                row.getString("patient"),
                Objects.requireNonNull(Sql.instant(row, "starts")),
                Channel.valueOf(row.getString("channel")),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Objects.requireNonNull(Sql.instant(row, "due")),
                row.getString("why"),
                Sql.instant(row, "done"));
    }
}
