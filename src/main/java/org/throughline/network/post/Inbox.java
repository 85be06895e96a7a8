package org.throughline.network.post;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.throughline.access.Caller;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;

/** Takes in what members send, each message once. */
public final class Inbox {
    /** Nobody sends a message again after so long. */
    private static final Duration KEPT = Duration.ofDays(400);

    private final Database database;
    private final Kinds kinds;
    private final String address;
    private final InstantSource clock;

    /** @param address of this installation, without {@code /fhir} */
    public Inbox(Database database, Kinds kinds, String address, InstantSource clock) {
        this.database = database;
        this.kinds = kinds;
        this.address = address;
        this.clock = clock;
    }

    /**
     * Does what a message asks for, unless that was done already; the answer.
     *
     * @throws Failed with {@link Failure.Malformed} when it is no message
     */
    JsonObject take(Peer from, Caller caller, JsonObject bundle) {
        Message message = Message.read(bundle);
        UUID id = UUID.fromString(message.id());
        if (isKnown(from, id)) {
            return answer(message, Message.Code.OK, "");
        }
        try {
            kinds.of(message.event())
                    .receive(new Received(
                            from,
                            caller,
                            message.id(),
                            message.event(),
                            message.resources(),
                            Records.Company.ARRIVING.and(
                                    Records.Company.with((connection, written) -> note(connection, from, id)))));
            return answer(message, Message.Code.OK, "");
        } catch (Failed e) {
            if (isKnown(from, id)) {
                return answer(message, Message.Code.OK, ""); // the same came twice at once
            }
            return switch (e.failure()) {
                case Failure.Malformed malformed -> answer(message, Message.Code.FATAL, malformed.message());
                case Failure.Invalid invalid -> answer(message, Message.Code.FATAL, invalid.message());
                case Failure.NotFound missing -> answer(message, Message.Code.FATAL, missing.message());
                default -> answer(message, Message.Code.TRANSIENT, "It cannot be taken at the moment.");
            };
        }
    }

    private JsonObject answer(Message message, Message.Code code, String why) {
        return Message.answer(message.id(), message.event(), address, code, why, clock.instant());
    }

    private boolean isKnown(Peer from, UUID id) {
        return database.read(connection ->
                Sql.any(connection, "SELECT 1 FROM post_in WHERE peer = ? AND message = ?", from.number(), id));
    }

    private void note(Connection connection, Peer from, UUID id) throws SQLException {
        // Of two at once the second waits here for the first to commit, and is then one too many.
        int noted = Sql.change(
                connection,
                "INSERT INTO post_in (peer, message, received) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                from.number(),
                id,
                clock.instant());
        if (noted == 0) {
            throw new Failed(new Failure.Conflict("This message was taken in already."));
        }
    }

    /** Forgets messages of long ago. */
    public void sweep() {
        Instant before = clock.instant().minus(KEPT);
        database.inTransaction(connection -> Sql.change(connection, "DELETE FROM post_in WHERE received < ?", before));
    }
}
