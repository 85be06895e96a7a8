package org.throughline.events.subscription;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.events.subscription.Notices.Occasion;
import org.throughline.events.subscription.SubscriptionRows.News;
import org.throughline.events.subscription.Telling.Notification;
import org.throughline.http.Socket;
import org.throughline.kernel.Failed;

/**
 * One websocket and the subscriptions that it is bound to. What it sends goes out one after the other; nobody says that it has arrived, so
 * what was sent counts as delivered.
 */
final class SocketChannel implements Socket.Listener {
    private static final Logger LOG = System.getLogger(SocketChannel.class.getName());
    private static final Pattern BIND = Pattern.compile("bind-with-token:?\\s+(\\S{1,200})\\s*");
    private static final String NOT_BOUND = "It is bound to no subscription, or not any more.";
    private static final Duration PING = Duration.ofSeconds(30);

    /** Who opens a connection and says nothing is let go. */
    private static final Duration UNBOUND = Duration.ofSeconds(30);

    private final Parts parts;
    private final Queue queue;
    private final Telling telling;
    private final Bindings bindings;
    private final Socket socket;
    private final Map<Long, Bond> bonds = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private Instant heard;
    private Instant pinged;
    private volatile boolean closed;

    SocketChannel(Parts parts, Queue queue, Telling telling, Bindings bindings, Socket socket) {
        this.parts = parts;
        this.queue = queue;
        this.telling = telling;
        this.bindings = bindings;
        this.socket = socket;
        this.heard = parts.clock().instant();
        this.pinged = heard;
    }

    /**
     * A subscription that it is bound to.
     *
     * @param until when the token ends
     * @param sent the number of the last event that was sent over this socket, or before it was bound
     * @param beat when something was sent last
     */
    private record Bond(String id, Instant until, long sent, Instant beat) {}

    boolean isClosed() {
        return closed;
    }

    @Override
    public void heard(String message) {
        Matcher bind = BIND.matcher(message);
        lock.lock();
        try {
            heard = parts.clock().instant();
            Optional<Bindings.Bound> bound = bind.matches() ? bindings.find(bind.group(1)) : Optional.empty();
            if (bound.isEmpty()) {
                socket.close("Send bind-with-token and a token that $get-ws-binding-token has given.");
                return;
            }
            bound.get().subscriptions().forEach(id -> bind(id, bound.get().expires()));
        } catch (Failed e) {
            LOG.log(Level.DEBUG, "A websocket is not bound: {0}", e.failure().message());
            socket.close("This cannot be served now; try again.");
        } finally {
            lock.unlock();
        }
    }

    private void bind(String id, Instant until) {
        Optional<Subscribed> found =
                present(id).filter(each -> parts.caller(each).isPresent());
        if (found.isEmpty()) {
            return;
        }
        Subscribed subscribed = found.get();
        Bond before = bonds.get(subscribed.number());
        long sent = before == null ? subscribed.sent() : before.sent();
        if (tell(telling.plain(subscribed, subscribed.state(), Occasion.HANDSHAKE))) {
            bonds.put(
                    subscribed.number(), new Bond(id, until, sent, parts.clock().instant()));
        }
    }

    private Optional<Subscribed> present(String id) {
        return parts.database()
                .read(connection -> new SubscriptionRows(connection).find(id))
                .filter(each -> each.state() != State.OFF && each.terms().channel() == Terms.Channel.WEBSOCKET);
    }

    /**
     * Sends what there is, unless it is at it.
     *
     * @param news all that are told by websockets and in force
     */
    void step(Map<Long, News> news) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            for (Map.Entry<Long, Bond> each : List.copyOf(bonds.entrySet())) {
                step(each.getKey(), each.getValue(), Optional.ofNullable(news.get(each.getKey())));
            }
            Instant now = parts.clock().instant();
            if (bonds.isEmpty() && heard.plus(UNBOUND).isBefore(now)) {
                socket.close(NOT_BOUND);
            } else if (pinged.plus(PING).isBefore(now)) {
                pinged = now;
                socket.ping();
            }
        } finally {
            lock.unlock();
        }
    }

    private void step(long number, Bond bond, Optional<News> news) {
        Instant now = parts.clock().instant();
        Optional<Caller> caller = news.flatMap(each -> parts.caller(each.subscribed()));
        if (news.isEmpty() || caller.isEmpty() || !bond.until().isAfter(now)) {
            unbind(number);
            return;
        }
        Subscribed subscribed = news.get().subscribed();
        if (news.get().waiting() || subscribed.last() > bond.sent()) {
            send(number, bond, queue.settled(subscribed, caller.get()), caller.get());
        } else if (isDue(bond, subscribed, now)
                && tell(telling.plain(subscribed, subscribed.state(), Occasion.HEARTBEAT))) {
            bonds.put(number, new Bond(bond.id(), bond.until(), bond.sent(), now));
        }
    }

    private static boolean isDue(Bond bond, Subscribed subscribed, Instant now) {
        Duration heartbeat = subscribed.terms().heartbeat();
        return heartbeat != null && !bond.beat().plus(heartbeat).isAfter(now);
    }

    private void send(long number, Bond bond, Subscribed subscribed, Caller caller) {
        List<EventRow> events = next(subscribed, bond.sent());
        while (!events.isEmpty()) {
            Notification notification = telling.of(
                    subscribed, caller, Occasion.EVENTS, subscribed.terms().content(), events);
            telling.record(subscribed, caller, notification);
            if (!tell(notification)) {
                return;
            }
            Instant now = parts.clock().instant();
            parts.run(rows -> rows.delivered(number, notification.last(), now));
            bonds.put(number, new Bond(bond.id(), bond.until(), notification.last(), now));
            events = next(subscribed, notification.last());
        }
    }

    private List<EventRow> next(Subscribed subscribed, long sent) {
        return sent >= subscribed.last()
                ? List.of()
                : queue.after(
                        subscribed, sent, Long.MAX_VALUE, subscribed.terms().most());
    }

    /** Nothing more is sent for it; a socket that is left without any is closed. */
    private void unbind(long number) {
        bonds.remove(number);
        if (bonds.isEmpty()) {
            socket.close(NOT_BOUND);
        }
    }

    private boolean tell(Notification notification) {
        return socket.send(new String(notification.bytes(), StandardCharsets.UTF_8));
    }

    void close() {
        socket.close("The server stops.");
    }

    @Override
    public void closed() {
        closed = true;
    }
}
