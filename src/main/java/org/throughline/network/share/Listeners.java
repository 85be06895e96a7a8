package org.throughline.network.share;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.database.OpenTransaction;
import org.throughline.database.Sql;
import org.throughline.events.subscription.Event;
import org.throughline.events.subscription.Live;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.events.subscription.TopicSource;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;

/**
 * The topic of shared records: which members listen, each by one subscription, and telling them. Who begins to listen is told
 * everything from the beginning.
 */
public final class Listeners implements TopicSource, Outlet {
    private static final Caller PRODUCT = new Caller("network", "The network", Rights.EVERYTHING);

    private final Database database;
    private final Peers peers;
    private final Supplier<Subscriptions> subscriptions;
    private final InstantSource clock;
    private final Map<Integer, String> listening = new ConcurrentHashMap<>();

    public Listeners(Database database, Peers peers, Supplier<Subscriptions> subscriptions, InstantSource clock) {
        this.database = database;
        this.peers = peers;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @Override
    public String canonical() {
        return SharedRecord.TOPIC;
    }

    @Override
    public String title() {
        return "What a member of the network may see of patients whom it shares with us has changed";
    }

    @Override
    public void accept(Caller caller, List<String> filters) {
        if (peers.of(caller).isEmpty()) {
            throw new Failed(new Failure.Forbidden("Only members of the network are told of shared records."));
        }
        if (!filters.isEmpty()) {
            throw new Failed(new Failure.Invalid(
                    "value",
                    "Subscription.criteria.extension",
                    "This topic has no filters: it is about all shared patients."));
        }
    }

    /** Notes who listens now; to be called before changes are looked at. */
    public void refresh() {
        Map<Integer, String> now = new ConcurrentHashMap<>();
        List<Peer> members = peers.members();
        if (!members.isEmpty()) {
            for (Live live : subscriptions.get().live(canonical())) {
                members.stream()
                        .filter(peer -> live.mandate().holder().equals("app/" + peer.client()))
                        .findFirst()
                        .map(peer -> now.put(peer.number(), live.id()))
                        .ifPresent(this::replaced);
            }
        }
        now.forEach(this::begin);
        listening.keySet().retainAll(now.keySet());
    }

    /** A member listens by one subscription: who still has the one before learns that it is over, and asks for another. */
    private void replaced(String subscription) {
        subscriptions.get().turnOff(PRODUCT, subscription, "The member listens by another one.");
    }

    /**
     * One that began since the last time is told from the beginning. It listens before that is noted: what is worked out for it
     * in between would else find nobody, and not be worked out again.
     */
    private void begin(int peer, String subscription) {
        String before = listening.put(peer, subscription);
        if (subscription.equals(before)) {
            return;
        }
        try {
            note(peer, subscription);
        } catch (RuntimeException e) {
            listening.remove(peer); // it is looked at again
            throw e;
        }
    }

    private void note(int peer, String subscription) {
        database.inTransaction(connection -> {
            boolean other = Sql.change(
                            connection,
                            "INSERT INTO listener (peer, subscription) VALUES (?, ?) ON CONFLICT (peer) DO UPDATE"
                                    + " SET subscription = excluded.subscription WHERE listener.subscription <> excluded.subscription",
                            peer,
                            subscription)
                    == 1;
            if (other) {
                Giving.anew(connection, peer, clock.instant());
            }
            return other;
        });
    }

    @Override
    public boolean emit(Connection connection, int peer, List<Notice> notices) throws SQLException {
        String known = listening.get(peer);
        // Another process may have noted one of which this one does not know yet.
        Optional<String> to = known != null
                ? Optional.of(known)
                : Sql.first(
                        connection,
                        row -> row.getString("subscription"),
                        "SELECT subscription FROM listener WHERE peer = ?",
                        peer);
        return to.isPresent()
                && subscriptions
                        .get()
                        .emit(
                                new OpenTransaction(connection),
                                to.get(),
                                notices.stream().map(Listeners::event).toList());
    }

    @Override
    public void taken(OpenTransaction transaction, String subscription, Collection<Long> resources, Instant at) {
        transaction.run(connection -> {
            Reaching.taken(connection, subscription, resources, at);
            return true;
        });
    }

    private static Event event(Notice notice) {
        String context = notice.patient().isEmpty() ? "" : "Patient/" + notice.patient();
        return switch (notice.kind()) {
            case CHANGED -> new Event.Changed(notice.type(), notice.id(), notice.version(), context);
            case GONE -> new Event.Gone(notice.type(), notice.id(), context);
        };
    }
}
