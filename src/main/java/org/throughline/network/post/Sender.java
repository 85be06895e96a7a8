package org.throughline.network.post;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;

/**
 * Brings members what they are to be told: for each in order, each beside the others, so that one that is down holds up nobody
 * else. It may end at any moment: what was not heard is brought again, and the receiver knows it by its id.
 */
public final class Sender {
    static final String PATH = "network/messages";

    /** The largest message. */
    static final int LARGEST = 16 << 20;

    private static final System.Logger LOG = System.getLogger(Sender.class.getName());
    private static final Caller PRODUCT = new Caller("network", "The network", Rights.EVERYTHING);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How long nobody else tries what is on its way. */
    private static final Duration ALONE = Duration.ofSeconds(30);

    private static final int MOST_DOUBLINGS = 5;

    private final Outbox outbox;
    private final Network network;
    private final Kinds kinds;
    private final String address;
    private final InstantSource clock;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();

    /** @param address of this installation, without {@code /fhir} */
    public Sender(Outbox outbox, Network network, Kinds kinds, String address, InstantSource clock) {
        this.outbox = outbox;
        this.network = network;
        this.kinds = kinds;
        this.address = address;
        this.clock = clock;
    }

    /** Begins to bring what waits; to be called several times a second. */
    public void step() {
        for (int peer : outbox.due()) {
            if (busy.add(peer)) {
                Thread.ofVirtual().name("post-" + peer).start(() -> all(peer));
            }
        }
    }

    private void all(int peer) {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = next(peer);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Messages to a member are put off", e);
        } finally {
            busy.remove(peer);
        }
    }

    /** Whether the next can be tried at once. */
    private boolean next(int number) {
        Optional<Outbox.Waiting> taken = outbox.take(number, ALONE);
        if (taken.isEmpty()) {
            return false;
        }
        Outbox.Waiting waiting = taken.get();
        Peer peer = network.peers().of(number).filter(Peer::isMember).orElse(null);
        if (peer == null) {
            end(waiting, Sent.State.REFUSED, "It is no member any more.");
            return true;
        }
        return switch (brought(peer, waiting)) {
            case Message.Answer(Message.Code code, String why)
            when code == Message.Code.OK -> {
                end(waiting, Sent.State.HEARD, why);
                yield true;
            }
            case Message.Answer(Message.Code code, String why)
            when code == Message.Code.FATAL -> {
                end(waiting, Sent.State.REFUSED, why);
                yield true;
            }
            case Message.Answer(Message.Code ignored, String why) -> {
                outbox.later(waiting, why, clock.instant().plus(pause(waiting.attempts())));
                yield false;
            }
        };
    }

    private void end(Outbox.Waiting waiting, Sent.State state, String why) {
        String refusal = state == Sent.State.HEARD ? "" : why.isEmpty() ? "It was not taken." : why;
        try {
            kinds.of(waiting.letter().event()).ended(waiting.letter(), refusal);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "What became of the message " + waiting.id() + " is not kept with what it is about",
                    e);
        }
        outbox.end(waiting, state, why);
    }

    /** Two seconds, then twice the pause before, up to a minute. */
    private static Duration pause(int attempts) {
        return Duration.ofSeconds(Math.min(60, 2L << Math.min(MOST_DOUBLINGS, attempts - 1)));
    }

    private Message.Answer brought(Peer peer, Outbox.Waiting waiting) {
        try {
            byte[] body = waiting.body() == null ? made(peer, waiting) : waiting.body();
            return body.length > LARGEST
                    ? new Message.Answer(Message.Code.FATAL, "It is too large to be sent.")
                    : brought(peer, waiting, body);
        } catch (Failed e) {
            return new Message.Answer(
                    isPassing(e.failure()) ? Message.Code.TRANSIENT : Message.Code.FATAL,
                    e.failure().message());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Fault in the message " + waiting.id() + "; it is tried again", e);
            return new Message.Answer(Message.Code.TRANSIENT, "A fault here; the log says more.");
        }
    }

    /** Whether it may go well another time. */
    private static boolean isPassing(Failure failure) {
        return failure instanceof Failure.Unavailable
                || failure instanceof Failure.Internal
                || failure instanceof Failure.TooSlow
                || failure instanceof Failure.TooManyRequests;
    }

    private byte[] made(Peer peer, Outbox.Waiting waiting) {
        Letter letter = waiting.letter();
        List<JsonObject> resources = kinds.of(letter.event()).compose(peer, letter);
        byte[] body = JsonWriter.bytes(new Message(waiting.id().toString(), letter.event(), resources)
                .bundle(address, peer.address(), clock.instant()));
        if (body.length <= LARGEST) {
            outbox.made(waiting, body);
        }
        return body;
    }

    private Message.Answer brought(Peer peer, Outbox.Waiting waiting, byte[] body) {
        String patient = waiting.letter().patient();
        Set<Long> about = patient.isEmpty() ? Set.of() : Set.of(Address.of("Patient", patient));
        Answered answered = network.calls()
                .post(
                        peer,
                        Asking.toTreat(
                                PRODUCT, about, "told of " + waiting.letter().about()),
                        PATH,
                        "application/fhir+json",
                        body,
                        PATIENCE);
        return switch (answered) {
            case Answered.Answer(int status, String ignored, byte[] content) -> answer(status, content, waiting);
            case Answered.Down() -> new Message.Answer(Message.Code.TRANSIENT, "It does not answer.");
            case Answered.Refused(String why) -> new Message.Answer(Message.Code.TRANSIENT, why);
        };
    }

    private static Message.Answer answer(int status, byte[] content, Outbox.Waiting waiting) {
        return switch (status) {
            case 200 -> heard(content, waiting.id().toString());
            case 400, 413, 422 ->
                new Message.Answer(
                        Message.Code.FATAL, "It answered " + status + ". " + new String(content, UTF_8).strip());
            default -> new Message.Answer(Message.Code.TRANSIENT, "It answered " + status + ".");
        };
    }

    private static Message.Answer heard(byte[] content, String id) {
        try {
            return Message.answer(JsonReader.readObject(content), id);
        } catch (Failed e) {
            return new Message.Answer(Message.Code.TRANSIENT, "Its answer cannot be read.");
        }
    }
}
