package org.throughline.events.courier;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/** The messages that are to leave, and those that have come. */
public final class MessageRows {
    private static final Duration KEPT = Duration.ofDays(90);

    private final Database database;
    private final InstantSource clock;

    public MessageRows(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What keeps messages in the transaction of a write. */
    public Records.Company sending(Function<List<Outcome>, List<Outgoing>> messages) {
        return Records.Company.with((connection, written) -> keep(connection, messages.apply(written)));
    }

    /**
     * The same, and notes that a message was taken in, with its answer.
     *
     * @param partner whose message it is
     */
    public Records.Company answering(
            String partner, String message, byte[] answer, Function<List<Outcome>, List<Outgoing>> messages) {
        return Records.Company.with((connection, written) -> {
            // Of two at once the second waits here for the first to commit, and is then one too many.
            int noted = Sql.change(
                    connection,
                    "INSERT INTO incoming_message (partner, message, received, answer) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    partner,
                    message,
                    clock.instant(),
                    answer);
            if (noted == 0) {
                throw new Failed(new Failure.Conflict("This message was taken in already."));
            }
            keep(connection, messages.apply(written));
        });
    }

    private void keep(Connection connection, List<Outgoing> messages) throws SQLException {
        for (Outgoing each : messages) {
            Sql.change(
                    connection,
                    "INSERT INTO outgoing_message (message, sender, receiver, about, body, state, made, due)"
                            + " VALUES (?, ?, ?, ?, ?, 'WAITING', ?, ?)",
                    UUID.fromString(each.id()),
                    each.from(),
                    each.to(),
                    each.about(),
                    each.body(),
                    clock.instant(),
                    clock.instant());
        }
    }

    /** What a message was answered; empty for one that has not come. */
    public Optional<byte[]> answered(String partner, String message) {
        return database.read(connection -> Sql.first(
                connection,
                row -> row.getBytes("answer"),
                "SELECT answer FROM incoming_message WHERE partner = ? AND message = ?",
                partner,
                message));
    }

    /** What, in the transaction of a write, lets what was given up about this be tried again, as the same messages. */
    public Records.Company retrying(String about) {
        return Records.Company.with((connection, written) -> {
            int waiting = Sql.change(
                    connection,
                    "UPDATE outgoing_message SET state = 'WAITING', attempts = 1, made = ?, due = ?, ended = NULL"
                            + " WHERE about = ? AND state = 'FAILED'",
                    clock.instant(),
                    clock.instant(),
                    about);
            if (waiting == 0) {
                throw new Failed(new Failure.Conflict("Nothing of this was given up that could be sent again."));
            }
        });
    }

    /** Stops all that is about this, if nothing of it was ever tried; whether it was so. */
    public boolean withdraw(String about) {
        return database.inTransaction(connection -> {
            List<Integer> attempts = Sql.list(
                    connection,
                    row -> row.getInt("attempts"),
                    "SELECT attempts FROM outgoing_message WHERE about = ? FOR UPDATE",
                    about);
            boolean untouched = !attempts.isEmpty() && attempts.stream().allMatch(each -> each == 0);
            if (untouched) {
                Sql.change(
                        connection,
                        "UPDATE outgoing_message SET state = 'WITHDRAWN', ended = ? WHERE about = ?",
                        clock.instant(),
                        about);
            }
            return untouched;
        });
    }

    /**
     * Takes the next one whose time has come, before which nothing about the same waits; nobody else takes it before that time
     * is over.
     */
    Optional<Outgoing> take(Duration alone) {
        Instant now = clock.instant();
        return database.inTransaction(connection -> Sql.first(
                connection,
                MessageRows::row,
                "UPDATE outgoing_message SET attempts = attempts + 1, due = ? WHERE message = ("
                        + "SELECT m.message FROM outgoing_message m WHERE m.state = 'WAITING' AND m.due <= ?"
                        + " AND NOT EXISTS (SELECT 1 FROM outgoing_message b WHERE b.about = m.about"
                        + " AND b.state = 'WAITING' AND b.place < m.place)"
                        + " ORDER BY m.due LIMIT 1 FOR UPDATE SKIP LOCKED)"
                        + " RETURNING message, sender, receiver, about, body, attempts",
                now.plus(alone),
                now));
    }

    /** Says that it has reached the other end, or never will. */
    void end(Outgoing message, boolean reached, String why) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE outgoing_message SET state = ?, why = ?, ended = ? WHERE message = ? AND state = 'WAITING'",
                reached ? "DELIVERED" : "FAILED",
                why,
                clock.instant(),
                UUID.fromString(message.id())));
    }

    /** It is tried again. */
    void later(Outgoing message, String why, Instant due) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE outgoing_message SET why = ?, due = ? WHERE message = ? AND state = 'WAITING'",
                why,
                due,
                UUID.fromString(message.id())));
    }

    /** Throws away what was long ago. */
    public void sweep() {
        Instant before = clock.instant().minus(KEPT);
        database.inTransaction(connection ->
                Sql.change(connection, "DELETE FROM outgoing_message WHERE state <> 'WAITING' AND ended < ?", before)
                        + Sql.change(connection, "DELETE FROM incoming_message WHERE received < ?", before));
    }

    private static Outgoing row(ResultSet row) throws SQLException {
        return new Outgoing(
                row.getString("message"),
                row.getString("sender"),
                row.getString("receiver"),
                row.getString("about"),
                row.getBytes("body"),
                row.getInt("attempts"));
    }
}
