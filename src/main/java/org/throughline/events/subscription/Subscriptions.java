package org.throughline.events.subscription;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Mandate;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Handler;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;

/**
 * Subscriptions, for the rooms above: to write them, to ask how they stand, and to give events to those of a topic of one's
 * own.
 */
public final class Subscriptions implements AutoCloseable {
    /** The path at which websockets are taken. */
    public static final String SOCKETS = Bindings.PATH;

    private final Parts parts;
    private final Topics topics;
    private final Admission admission;
    private final Queue queue;
    private final Telling telling;
    private final Standing standing;
    private final Bindings bindings;
    private final Sockets sockets;
    private final Sweeping sweeping;
    private final Pulse pulse;

    /**
     * Those of an installation.
     *
     * @param sources topics of other rooms
     */
    public Subscriptions(Parts parts, List<TopicSource> sources, SecureRandom random) {
        this.parts = parts;
        this.topics = new Topics(sources);
        this.admission = new Admission(parts, topics);
        this.queue = new Queue(parts);
        this.telling = new Telling(parts);
        this.standing = new Standing(parts);
        this.bindings = new Bindings(parts, random);
        this.sockets = new Sockets(parts, queue, telling, bindings);
        this.sweeping = new Sweeping(parts, queue, standing, bindings, topics);
        this.pulse = new Pulse(
                parts,
                new Collector(parts, topics, standing),
                new Deliverer(parts, topics, queue, telling, standing),
                sockets,
                sweeping);
    }

    /** Begins to look for changes and to send. */
    public void start() {
        pulse.start();
    }

    /** Ends what has come to its end and removes what is kept no longer; it is done from time to time anyway. */
    public void sweep() {
        sweeping.run();
    }

    /** The addresses of the topics that there are, for the CapabilityStatement. */
    public List<String> topics() {
        return topics.all().stream().map(Topic::canonical).toList();
    }

    /**
     * The write of a Subscription as it is to be done, with what brings it into force.
     *
     * @throws Failed with {@link Failure.Invalid} that names the elements that cannot be had; some only within the write
     */
    public Admitted admit(Caller caller, Intent intent) {
        return admission.admit(caller, intent);
    }

    /** As whom a caller reads a Subscription: its own ones everybody may. */
    public Caller reader(Caller caller, String id) {
        return admission.reader(caller, id).orElse(caller);
    }

    /** The ids of the caller's own subscriptions. */
    public List<String> own(Caller caller) {
        return owned(caller).stream().map(Subscribed::id).toList();
    }

    private List<Subscribed> owned(Caller caller) {
        Mandate mandate = caller.mandate();
        return mandate == null
                ? List.of()
                : parts.database().read(connection -> new SubscriptionRows(connection).of(mandate.owner()));
    }

    /**
     * How one's subscriptions stand, each as a Parameters resource.
     *
     * @param ids of those that are asked for; empty for all
     * @param states codes of the states that are asked for; empty for all
     */
    public List<JsonObject> status(Caller caller, List<String> ids, List<String> states) {
        return owned(caller).stream()
                .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                .map(this::settled)
                .filter(each -> states.isEmpty() || states.contains(each.state().code()))
                .map(telling::status)
                .toList();
    }

    private Subscribed settled(Subscribed subscribed) {
        return subscribed.state() == State.OFF
                ? subscribed
                : parts.caller(subscribed)
                        .map(caller -> queue.settled(subscribed, caller))
                        .orElse(subscribed);
    }

    /**
     * Events of the past, as a notification.
     *
     * @param since the number of the first
     * @param until the number of the last
     * @param content how much of them; empty for what the subscription asks for, which is also the most
     * @throws Failed with {@link Failure.NotFound} when the caller has no such subscription, {@link Failure.Gone} when the
     *     first of them is kept no longer: then the client must read anew what it is about
     */
    public JsonObject events(Caller caller, String id, long since, long until, Optional<Content> content) {
        Subscribed subscribed = owned(caller).stream()
                .filter(each -> each.id().equals(id))
                .map(this::settled)
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("You have no subscription " + id + ".")));
        long first = queue.first(subscribed);
        if (since < first && first > 1) {
            throw new Failed(
                    new Failure.Gone("Events before number " + first + " are not kept any more. Read anew what the"
                            + " subscription is about, and go on with the events from there."));
        }
        Content most = subscribed.terms().content();
        Content asked = content.filter(each -> each.compareTo(most) < 0).orElse(most);
        List<EventRow> events =
                queue.after(subscribed, since - 1, until, parts.limits().most());
        Telling.Notification notification = telling.of(subscribed, caller, Notices.Occasion.QUERY, asked, events);
        telling.record(subscribed, caller, notification);
        return notification.bundle();
    }

    /**
     * A token by which a websocket is bound to one's subscriptions.
     *
     * @param ids of those that are meant; empty for all of one's own that are told by websockets
     * @throws Failed with {@link Failure.NotFound} when one of them is not the caller's, in force and of that channel, or there
     *     is none
     */
    public Binding binding(Caller caller, List<String> ids) {
        List<String> own = owned(caller).stream()
                .filter(each -> each.state() != State.OFF && each.terms().channel() == Terms.Channel.WEBSOCKET)
                .map(Subscribed::id)
                .toList();
        List<String> meant = ids.isEmpty() ? own : ids;
        Mandate mandate = caller.mandate();
        if (mandate == null || meant.isEmpty() || !own.containsAll(meant)) {
            throw new Failed(new Failure.NotFound(
                    "You have no such subscription whose channel is websocket and that is in force."));
        }
        return bindings.make(mandate.owner(), meant);
    }

    /** Takes the websockets at {@link #SOCKETS}. */
    public Handler sockets() {
        return sockets;
    }

    /** All that are known, the oldest first. */
    public List<Overview> overview() {
        return parts.database().read(connection -> new SubscriptionRows(connection).all()).stream()
                .map(this::overview)
                .toList();
    }

    private Overview overview(Subscribed subscribed) {
        URI endpoint = subscribed.terms().endpoint();
        return new Overview(
                subscribed.id(),
                parts.caller(subscribed).map(Caller::display).orElse(""),
                topics.find(subscribed.terms().topic())
                        .map(Topic::title)
                        .orElse(subscribed.terms().topic()),
                endpoint == null ? "" : endpoint.getHost(),
                subscribed.state(),
                subscribed.last() - subscribed.sent(),
                subscribed.delivered(),
                subscribed.fault());
    }

    /**
     * Turns a subscription off that need not be one's own. Who may do that is for the caller to know.
     *
     * @throws Failed with {@link Failure.NotFound} when there is none
     */
    public void turnOff(Caller by, String id) {
        turnOff(by, id, "It was turned off by those who run this server.");
    }

    /** The same, for another reason. */
    public void turnOff(Caller by, String id, String why) {
        Subscribed subscribed = parts.database()
                .read(connection -> new SubscriptionRows(connection).find(id))
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no subscription " + id + ".")));
        standing.move(subscribed, State.OFF, why, by);
    }

    /** The subscriptions of a topic that are in force. */
    public List<Live> live(String topic) {
        return parts.database().read(connection -> new SubscriptionRows(connection).live()).stream()
                .filter(each -> each.terms().topic().equals(topic))
                .map(each -> new Live(each.id(), each.terms().filters(), each.mandate()))
                .toList();
    }

    /**
     * Gives events to a subscription, in this order, with the transaction: they are told after its commit, or never.
     *
     * @return false when it is not in force, so that nobody will be told
     */
    public boolean emit(OpenTransaction transaction, String subscription, List<Event> events) {
        return transaction.run(connection -> {
            SubscriptionRows rows = new SubscriptionRows(connection);
            Optional<Subscribed> to = rows.find(subscription).filter(each -> each.state() != State.OFF);
            if (to.isEmpty() || !rows.isThere(to.get().number())) {
                return false;
            }
            Instant now = parts.clock().instant();
            new EventRows(connection)
                    .add(
                            to.get().number(),
                            events.stream().map(each -> EventRow.of(each, now)).toList());
            return true;
        });
    }

    @Override
    public void close() {
        pulse.close();
    }
}
