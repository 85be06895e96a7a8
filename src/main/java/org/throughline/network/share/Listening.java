package org.throughline.network.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Digest;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.app.Secrets;
import org.throughline.network.link.Links;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;
import org.throughline.record.Copy;
import org.throughline.record.Records;

/**
 * Listens to the members who hold records of patients of ours: subscribes with them, takes what they tell, fetches what was
 * missed, and begins anew where a subscription has ended.
 */
public final class Listening {
    private static final System.Logger LOG = System.getLogger(Listening.class.getName());
    private static final Caller PRODUCT = new Caller("network", "The network", Rights.EVERYTHING);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Who has not been heard of for so long is asked. */
    private static final Duration QUIET = Duration.ofSeconds(45);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Database database;
    private final Network network;
    private final Receiving receiving;
    private final Records records;
    private final Types types;
    private final String home;
    private final Secrets secrets;
    private final Supplier<String> ids;
    private final InstantSource clock;

    /** @param home the address of this installation, without a slash at the end and without {@code /fhir} */
    public Listening(
            Database database,
            Network network,
            Receiving receiving,
            Records records,
            Types types,
            String home,
            Secrets secrets,
            Supplier<String> ids,
            InstantSource clock) {
        this.database = database;
        this.network = network;
        this.receiving = receiving;
        this.records = records;
        this.types = types;
        this.home = home;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /** Looks after all members beside each other: one that is down holds up no other. To be called every second or so. */
    public void step() {
        List<Peer> members = network.peers().members();
        if (members.isEmpty()) {
            return;
        }
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            members.forEach(peer -> each.execute(() -> lookAfter(peer)));
        }
    }

    private void lookAfter(Peer peer) {
        try {
            listen(peer);
        } catch (Failed e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "Listening to {0} is put off: {1}",
                    peer.name(),
                    e.failure().message());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Fault in listening to " + peer.name(), e);
        }
    }

    private void listen(Peer peer) {
        Optional<SourceRows.Standing> standing = database.read(connection -> SourceRows.of(connection, peer.number()));
        if (!database.read(connection -> Links.any(connection, peer.number()))) {
            return;
        }
        Instant now = clock.instant();
        if (standing.isEmpty() || standing.get().subscription() == null) {
            if (standing.isEmpty() || isBefore(standing.get().asked(), now.minus(PAUSE))) {
                subscribe(peer);
            }
        } else if (standing.get().announced() > standing.get().applied()) {
            catchUp(peer, standing.get());
        } else if (isBefore(standing.get().heard(), now.minus(QUIET))
                && isBefore(standing.get().asked(), now.minus(PAUSE))) {
            ask(peer, standing.get());
        }
    }

    private static boolean isBefore(@Nullable Instant moment, Instant other) {
        return moment == null || moment.isBefore(other);
    }

    /**
     * Asks to be told, from the beginning; what is kept from a subscription that has ended goes with the first event. Its id is
     * ours and kept before it is sent: a request that comes twice, or whose answer is lost, makes no second one.
     */
    private void subscribe(Peer peer) {
        String secret = secrets.next();
        String id = ids.get();
        database.inTransaction(connection -> {
            SourceRows.begin(connection, peer.number(), id, digest(secret), clock.instant());
            return peer;
        });
        JsonObject wanted = SharedRecord.subscription(home + "/network/events/" + peer.number(), secret);
        Answered answered = network.calls()
                .put(
                        peer,
                        asking("to be told of shared records"),
                        "fhir/Subscription/" + id,
                        "application/fhir+json",
                        JsonWriter.bytes(wanted.with("id", new JsonString(id))),
                        PATIENCE);
        if (answered instanceof Answered.Answer(int status, String type, byte[] content)) {
            boolean taken = status == 201 || status == 200;
            database.inTransaction(connection -> {
                if (taken) {
                    SourceRows.subscribed(connection, peer.number(), id, clock.instant());
                } else {
                    SourceRows.refused(connection, peer.number(), id);
                }
                return taken;
            });
            if (!taken) {
                LOG.log(System.Logger.Level.WARNING, "{0} does not take our subscription: {1}", peer.name(), status);
            }
        }
    }

    /** What is asked of a member by the product itself: about patients already shared, to treat them. */
    private static Asking asking(String about) {
        return Asking.toTreat(PRODUCT, Set.of(), about);
    }

    /** Asks how we stand with who has not been heard of. */
    private void ask(Peer peer, SourceRows.Standing standing) {
        database.inTransaction(connection -> {
            SourceRows.asked(connection, peer.number(), clock.instant());
            return peer;
        });
        Answered answered = network.calls()
                .get(
                        peer,
                        asking("how we stand"),
                        "fhir/Subscription/" + standing.subscription() + "/$status",
                        PATIENCE);
        if (!(answered instanceof Answered.Answer(int status, String type, byte[] content))) {
            return;
        }
        if (isGone(status)) {
            lost(peer);
        }
        if (status != 200) {
            return; // it cannot say now, and is asked again: what is kept stays
        }
        SharedRecord.Status there = SharedRecord.status(JsonReader.readObject(content));
        if (there.isOff()) {
            lost(peer);
        } else {
            database.inTransaction(connection -> {
                SourceRows.heard(connection, peer.number(), there.last(), clock.instant());
                return peer;
            });
        }
    }

    private static boolean isGone(int status) {
        return status == 404 || status == 410;
    }

    private void lost(Peer peer) {
        database.inTransaction(connection -> {
            SourceRows.lost(connection, peer.number());
            return peer;
        });
    }

    /** Fetches events that did not come by themselves. */
    private void catchUp(Peer peer, SourceRows.Standing standing) {
        long from = standing.applied() + 1;
        Answered answered = network.calls()
                .get(
                        peer,
                        asking("events that were missed"),
                        "fhir/Subscription/" + standing.subscription() + "/$events?eventsSinceNumber=" + from
                                + "&eventsUntilNumber=" + standing.announced() + "&content=full-resource",
                        PATIENCE);
        if (answered instanceof Answered.Answer(int status, String type, byte[] content)) {
            if (status == 200) {
                take(peer, content);
            } else if (isGone(status)) {
                lost(peer); // what was missed is not to be had any more: from the beginning
            }
        }
    }

    /** Whether a member showed what we gave it to show. */
    boolean isShownBy(int peer, String secret) {
        return database.read(connection -> SourceRows.isSecret(connection, peer, digest(secret)));
    }

    private static byte[] digest(String secret) {
        return Digest.sha256(secret.getBytes(UTF_8));
    }

    /**
     * Takes a notification.
     *
     * @throws Failed with {@link Failure.Malformed} when it is none, {@link Failure.NotFound} when it is of another subscription
     *     than the present one, {@link Failure.Unavailable} when what it only names
     *     cannot be fetched now
     */
    void take(Peer peer, byte[] content) {
        JsonObject bundle = JsonReader.readObject(content);
        Notification notification = Notification.read(bundle, new References(types, peer.fhir()));
        if (!isOurs(peer, notification)) {
            // One of before, which the member turns off once it knows of the other: its numbers are not ours.
            throw new Failed(new Failure.NotFound("This is not the subscription by which we listen."));
        }
        if (notification.missed()) {
            lost(peer);
            return;
        }
        if (notification.events().isEmpty()) {
            records.copies().change((keeping, connection) -> {
                SourceRows.heard(connection, peer.number(), notification.last(), clock.instant());
                return notification.last() > 0 ? 0 : keeping.withdrawAll(new Copy.Origin(peer.number()));
            });
            return;
        }
        String us = database.read(connection -> SourceRows.of(connection, peer.number()))
                .map(SourceRows.Standing::us)
                .orElse("");
        Holder holder = new Holder(peer.number(), peer.name(), peer.fhir(), us);
        Receiving.Outcome outcome = receiving.apply(holder, as(peer), whole(peer, notification.events()));
        database.inTransaction(connection -> {
            SourceRows.heard(connection, peer.number(), notification.last(), clock.instant());
            return peer;
        });
        if (outcome.refused() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} resources of {1} are not kept: they do not pass the check of every resource",
                    outcome.refused(),
                    peer.name());
        }
    }

    /** Whether it is of the subscription that we have now: each counts its events for itself. */
    private boolean isOurs(Peer peer, Notification notification) {
        return database.read(connection -> SourceRows.of(connection, peer.number()))
                .filter(each -> notification.subscription().equals(each.subscription()))
                .isPresent();
    }

    /** As the trail names what a member tells by itself. */
    private static Caller as(Peer peer) {
        return new Caller("peer/" + peer.number(), peer.name(), Rights.EVERYTHING);
    }

    /** With what was too large to come along. */
    private List<Incoming> whole(Peer peer, List<Incoming> events) {
        List<Incoming> whole = new ArrayList<>(events.size());
        for (Incoming event : events) {
            whole.add(event.wants() ? fetched(peer, event) : event);
        }
        return whole;
    }

    private Incoming fetched(Peer peer, Incoming event) {
        Notice notice = Objects.requireNonNull(event.notice());
        Answered answered = network.calls()
                .get(peer, asking("what was shared"), "fhir/" + notice.type() + "/" + notice.id(), PATIENCE);
        return switch (answered) {
            case Answered.Answer(int status, String type, byte[] content)
            when status == 200 -> event.with(JsonReader.readObject(content));
            // It may not be seen any more, and that it is gone follows.
            case Answered.Answer(int status, String type, byte[] content)
            when status == 404 || status == 410 -> new Incoming(event.number(), null, null);
            case Answered.Answer ignored -> throw unavailable(peer);
            case Answered.Down() -> throw unavailable(peer);
            case Answered.Refused ignored -> throw unavailable(peer);
        };
    }

    private static Failed unavailable(Peer peer) {
        return new Failed(new Failure.Unavailable(peer.name() + " does not give what it tells of."));
    }
}
