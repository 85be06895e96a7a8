package org.throughline.network.post;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/** What members are to be told, until they have heard it. */
public final class Outbox {
    /** So much may wait for one member: after that nothing is written that it would have to be told. */
    static final int MOST_WAITING = 10_000;

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST_WHY = 500;

    private final Database database;
    private final InstantSource clock;

    public Outbox(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What keeps letters in the transaction of a write. */
    public Records.Company sending(Function<List<Outcome>, List<Letter>> letters) {
        return Records.Company.with((connection, written) -> {
            for (Letter letter : letters.apply(written)) {
                put(connection, letter);
            }
        });
    }

    /** Keeps a letter in a transaction. */
    public void put(Connection connection, Letter letter) throws SQLException {
        Instant now = clock.instant();
        int waiting = Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "SELECT count(*)::int FROM (SELECT 1 FROM post_out WHERE peer = ? AND state = 'WAITING' LIMIT ?) w",
                        letter.peer(),
                        MOST_WAITING)
                .orElse(0);
        if (waiting >= MOST_WAITING) {
            throw new Failed(new Failure.Unavailable(
                    "Too many messages wait for a member of the network that does not answer. Nothing was written."));
        }
        Sql.change(
                connection,
                "INSERT INTO post_out (message, peer, event, about, enclosed, patient, made, due)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                letter.peer(),
                letter.event().name(),
                letter.about(),
                letter.enclosed(),
                letter.patient(),
                now,
                now);
    }

    /** How it stands with what members were told of something, the oldest first. */
    public List<Sent> about(String reference) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Sent(
                        row.getInt("peer"),
                        Sent.State.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        Objects.requireNonNull(Sql.instant(row, "made")),
                        String.valueOf(row.getString("why"))),
                "SELECT peer, state, attempts, made, why FROM post_out WHERE about = ? ORDER BY place LIMIT 200",
                reference));
    }

    /** A message that is to be brought. */
    record Waiting(long place, UUID id, Letter letter, byte @Nullable [] body, int attempts) {}

    /** Members for whom something waits whose time has come. */
    List<Integer> due() {
        return database.read(connection -> Sql.list(
                connection,
                row -> row.getInt("peer"),
                "SELECT p.peer FROM peer p CROSS JOIN LATERAL (SELECT due FROM post_out o WHERE o.peer = p.peer"
                        + " AND o.state = 'WAITING' ORDER BY o.place LIMIT 1) f WHERE f.due <= ?",
                clock.instant()));
    }

    /** Takes the first that waits for a member, when its time has come; nobody else takes it for a while. */
    Optional<Waiting> take(int peer, Duration alone) {
        Instant now = clock.instant();
        return database.inTransaction(connection -> Sql.first(
                connection,
                Outbox::row,
                "UPDATE post_out SET attempts = attempts + 1, due = ? WHERE due <= ? AND state = 'WAITING' AND place ="
                        + " (SELECT min(place) FROM post_out WHERE peer = ? AND state = 'WAITING')"
                        + " RETURNING place, message, peer, event, about, enclosed, patient, body, attempts",
                now.plus(alone),
                now,
                peer));
    }

    private static Waiting row(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong("place"),
                UUID.fromString(row.getString("message")),
                new Letter(
                        row.getInt("peer"),
                        Event.valueOf(row.getString("event")),
                        row.getString("about"),
                        row.getString("enclosed"),
                        row.getString("patient")),
                row.getBytes("body"),
                row.getInt("attempts"));
    }

    /** From now on it is sent as this. */
    void made(Waiting waiting, byte[] body) {
        database.inTransaction(connection ->
                Sql.change(connection, "UPDATE post_out SET body = ? WHERE place = ?", body, waiting.place()));
    }

    /** It was taken, or never will be. */
    void end(Waiting waiting, Sent.State state, String why) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE post_out SET state = ?, why = ?, ended = ?, body = NULL WHERE place = ? AND state = 'WAITING'",
                state.name(),
                shortened(why),
                clock.instant(),
                waiting.place()));
    }

    /** It is tried again. */
    void later(Waiting waiting, String why, Instant due) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE post_out SET why = ?, due = ? WHERE place = ? AND state = 'WAITING'",
                shortened(why),
                due,
                waiting.place()));
    }

    private static String shortened(String why) {
        return why.length() > MOST_WHY ? why.substring(0, MOST_WHY) : why;
    }

    /** Throws away what was over long ago. */
    public void sweep() {
        Instant before = clock.instant().minus(KEPT);
        database.inTransaction(connection ->
                Sql.change(connection, "DELETE FROM post_out WHERE state <> 'WAITING' AND ended < ?", before));
    }
}
