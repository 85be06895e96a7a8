package org.throughline.network.peer;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.throughline.database.Database;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.login.smart.app.Secrets;

/**
 * Keeps in touch with the members: tells them what they are to know, and asks each minute how we stand to them, so that it is
 * known who is down, whose clock is wrong, and who has left or got another key while we could not be told.
 */
final class Keeper {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final Duration TROUBLED = Duration.ofSeconds(15);
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());

    private final Database database;
    private final Voice voice;
    private final Line line;
    private final Notices notices;
    private final Memberships memberships;
    private final Hearing hearing;
    private final Secrets secrets;
    private final InstantSource clock;

    Keeper(
            Database database,
            Voice voice,
            Line line,
            Notices notices,
            Memberships memberships,
            Hearing hearing,
            Secrets secrets,
            InstantSource clock) {
        this.database = database;
        this.voice = voice;
        this.line = line;
        this.notices = notices;
        this.memberships = memberships;
        this.hearing = hearing;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Contacts all whose time has come, beside each other: one that is down holds up no other. */
    void step() {
        List<Peer> due =
                database.inTransaction(connection -> PeerRows.due(connection, clock.instant(), USUAL, TROUBLED));
        if (due.isEmpty()) {
            return;
        }
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> contacts = each.invokeAll(due.stream()
                    .<Callable<Boolean>>map(peer -> () -> contact(peer))
                    .toList());
            for (Future<Boolean> contact : contacts) {
                contact.get();
            }
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "A member could not be contacted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Contacts a member; whether it answered. */
    boolean contact(Peer peer) {
        return tell(peer) && (!peer.isMember() || hello(peer));
    }

    /** Tells a peer what it is to know, in order; whether it knows all of it. */
    boolean tell(Peer peer) {
        for (Notices.Notice notice : notices.of(peer.number(), voice.key().fingerprint())) {
            switch (line.tell(peer.address(), "notice", notice.statement(), PATIENCE)) {
                case Line.Heard.Said ignored -> notices.told(notice);
                // It never knew us, or no more: there is nothing to tell.
                case Line.Heard.Refused(int status, String message) when status == 404 -> notices.told(notice);
                case Line.Heard.Refused ignored -> {
                    notices.later(notice, clock.instant());
                    return false;
                }
                case Line.Heard.Silent ignored -> {
                    notices.later(notice, clock.instant());
                    if (peer.isMember()) {
                        troubled(peer, Trouble.DOWN);
                    }
                    return false;
                }
            }
        }
        return true;
    }

    private boolean hello(Peer peer) {
        String nonce = secrets.next();
        return switch (line.tell(
                peer.address(), "hello", voice.say("hello", peer.address(), Map.of("nonce", nonce)), PATIENCE)) {
            case Line.Heard.Silent() -> troubled(peer, Trouble.DOWN);
            case Line.Heard.Refused(int status, String message) ->
                troubled(
                        peer,
                        switch (status) {
                            case 404 -> Trouble.NOT_FINISHED;
                            case 403 -> Trouble.KEY_REFUSED;
                            default -> Trouble.DOWN;
                        });
            case Line.Heard.Said(JsonObject answer) -> answered(peer, answer, nonce);
        };
    }

    private boolean answered(Peer peer, JsonObject answer, String nonce) {
        try {
            Statement said = Statement.read(String.valueOf(answer.text("statement")));
            if (!said.act().equals("standing")
                    || !said.nonce().equals(nonce)
                    || !said.from().equals(peer.address())) {
                return troubled(peer, Trouble.DOWN);
            }
            for (Json notice : answer.list("notices")) {
                if (notice instanceof JsonString text) {
                    catchUp(peer.address(), text.value());
                }
            }
            Peer now = database.read(connection -> PeerRows.of(connection, peer.number()))
                    .orElseThrow();
            return said.isSignedBy(now.keySet()) ? standing(now, said) : anotherKey(now, said);
        } catch (Failed e) {
            return troubled(peer, Trouble.DOWN);
        }
    }

    /** What we were to be told while we could not; what is not rightly signed is passed over, and what follows from it too. */
    private void catchUp(String address, String notice) {
        Optional<Peer> peer = database.read(connection -> PeerRows.at(connection, address));
        Statement said = Statement.read(notice);
        if (peer.isPresent() && said.from().equals(address) && said.to().equals(voice.address())) {
            try {
                hearing.take(peer.get(), said);
            } catch (Failed e) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "A notice of {0} is not taken: {1}",
                        address,
                        e.failure().message());
            }
        }
    }

    private boolean standing(Peer peer, Statement said) {
        Instant now = clock.instant();
        if (peer.isMember()) {
            database.inTransaction(connection -> {
                PeerRows.heard(connection, peer.number(), now, said.ahead(now));
                return peer;
            });
        }
        return switch (said.text("standing")) {
            case "JOINED" -> {
                memberships.rename(peer, said.member());
                yield true;
            }
            case "CUT_OFF" -> troubled(peer, Trouble.CUT_OFF_THERE);
            case "LEFT" -> {
                if (peer.isMember()) {
                    memberships.end(
                            Hearing.itself(peer),
                            peer,
                            Peer.State.LEFT,
                            peer.name() + ", which left",
                            connection -> {});
                }
                yield true;
            }
            default -> troubled(peer, Trouble.DOWN);
        };
    }

    /** It answers by TLS at its own address, with a key that the known one says nothing of: nobody may use the known one any more. */
    private boolean anotherKey(Peer peer, Statement said) {
        Optional<ECKey> own = said.ownKey();
        if (own.isPresent() && peer.isMember()) {
            memberships.end(
                    Reception.PRODUCT,
                    peer,
                    Peer.State.CUT_OFF,
                    "this installation, since its key changed and the old one does not vouch for it",
                    connection -> Notices.forget(connection, peer.number()));
            return troubled(peer, Trouble.KEY_CHANGED);
        }
        return troubled(peer, Trouble.DOWN);
    }

    private boolean troubled(Peer peer, Trouble trouble) {
        database.inTransaction(connection -> {
            PeerRows.troubled(connection, peer.number(), trouble, clock.instant());
            return peer;
        });
        return false;
    }
}
