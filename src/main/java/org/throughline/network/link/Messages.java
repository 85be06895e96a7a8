package org.throughline.network.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.throughline.database.Database;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;

/** Tells members what they are to know of links, in order, until they have heard it. */
final class Messages {
    private static final Duration AGAIN = Duration.ofSeconds(20);

    private final Database database;
    private final Network network;
    private final InstantSource clock;

    Messages(Database database, Network network, InstantSource clock) {
        this.database = database;
        this.network = network;
        this.clock = clock;
    }

    /** Tells what waits. */
    void send() {
        Instant now = clock.instant();
        for (LinkRows.Message message : database.read(connection -> LinkRows.toTell(connection, now))) {
            network.peers().of(message.peer()).ifPresent(peer -> tell(peer, message));
        }
    }

    private void tell(Peer peer, LinkRows.Message message) {
        boolean over = !peer.isMember()
                || network.calls()
                                .post(
                                        peer,
                                        Asking.toTreat(Linking.PRODUCT, Set.of(), "whose record is whose"),
                                        Linking.PATH,
                                        "application/json",
                                        message.body().getBytes(UTF_8),
                                        Linking.PATIENCE)
                        instanceof Answered.Answer;
        database.inTransaction(connection -> {
            if (over) {
                LinkRows.told(connection, message.number());
            } else {
                LinkRows.postpone(connection, peer.number(), clock.instant().plus(AGAIN));
            }
            return over;
        });
    }
}
