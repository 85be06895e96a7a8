package org.throughline.events.subscription;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.throughline.access.Caller;
import org.throughline.database.OpenTransaction;
import org.throughline.events.subscription.Notices.Occasion;
import org.throughline.events.subscription.Telling.Notification;
import org.throughline.http.RateLimit;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Sends to the receivers of rest-hooks. One process at a time sends for a subscription, one notification after the other, and
 * the next only when the one before was taken: so events come in order, and after a failure from where they stood.
 */
final class Deliverer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Deliverer.class.getName());
    private static final int AT_ONCE = 64;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** For so long one subscription is served before others have their turn. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Beyond what the receiver may take. */
    private static final Duration SPARE = Duration.ofSeconds(15);

    private final Parts parts;
    private final Topics topics;
    private final Queue queue;
    private final Telling telling;
    private final Standing standing;
    private final Sending sending;
    private final RateLimit hosts;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("notify-", 0).factory());

    Deliverer(Parts parts, Topics topics, Queue queue, Telling telling, Standing standing) {
        this.parts = parts;
        this.topics = topics;
        this.queue = queue;
        this.telling = telling;
        this.standing = standing;
        this.sending = new Sending(parts.fetcher(), parts.key());
        int perSecond = parts.limits().perSecond();
        this.hosts = new RateLimit(perSecond, 2 * perSecond, System::nanoTime);
    }

    /** Begins with all to whom something is to be sent. */
    void step() {
        int most = free.availablePermits();
        List<Subscribed> claimed = most == 0
                ? List.of()
                : parts.change(
                        connection -> new SubscriptionRows(connection).claim(now(), SPARE.multipliedBy(2), most));
        for (Subscribed each : claimed) {
            free.acquireUninterruptibly();
            threads.execute(() -> serve(each));
        }
    }

    private void serve(Subscribed subscribed) {
        try {
            deliver(subscribed);
        } catch (Failed e) {
            LOG.log(
                    Level.DEBUG,
                    "Subscription/{0} is put off: {1}",
                    subscribed.id(),
                    e.failure().message());
            putOff(subscribed);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Fault in sending for Subscription/" + subscribed.id(), e);
            putOff(subscribed);
        } finally {
            free.release();
        }
    }

    /** After a fault of ours, or of the database: it must not be tried again at once. */
    private void putOff(Subscribed subscribed) {
        try {
            parts.run(rows -> rows.postpone(subscribed.number(), now().plus(FIRST_PAUSE)));
            parts.run(rows -> rows.release(subscribed.number()));
        } catch (Failed e) {
            LOG.log(Level.DEBUG, "The lease on Subscription/{0} runs out by itself", subscribed.id());
        }
    }

    private void deliver(Subscribed claimed) {
        Instant stop = now().plus(LONGEST);
        Optional<Subscribed> next = Optional.of(claimed);
        while (next.isPresent() && now().isBefore(stop) && !threads.isShutdown()) {
            next = advanced(next.get()) ? present(claimed) : Optional.empty();
        }
        parts.run(rows -> rows.release(claimed.number()));
    }

    private Optional<Subscribed> present(Subscribed subscribed) {
        return parts.database()
                .read(connection -> new SubscriptionRows(connection).find(subscribed.id()))
                .filter(each -> each.number() == subscribed.number() && each.state() != State.OFF);
    }

    /** Sends what comes next; whether it was taken, so that more may follow. */
    private boolean advanced(Subscribed subscribed) {
        Optional<Caller> caller = parts.caller(subscribed);
        if (caller.isEmpty()) {
            standing.move(subscribed, State.OFF, Standing.NO_ACCESS);
            return false;
        }
        if (subscribed.hasEnded(now())) {
            standing.move(subscribed, State.OFF, Standing.ENDED);
            return false;
        }
        return subscribed.state() == State.ACTIVE ? brought(subscribed, caller.get()) : greeted(subscribed);
    }

    /** Says that all is well, to who has not answered yet or not lately. */
    private boolean greeted(Subscribed subscribed) {
        Occasion occasion = subscribed.begun() ? Occasion.HEARTBEAT : Occasion.HANDSHAKE;
        boolean taken = sent(subscribed, telling.plain(subscribed, subscribed.state(), occasion));
        if (taken) {
            standing.move(subscribed, State.ACTIVE, "");
        }
        return taken;
    }

    private boolean brought(Subscribed before, Caller caller) {
        Subscribed subscribed = queue.settled(before, caller);
        List<EventRow> events = next(subscribed);
        if (events.isEmpty()) {
            return subscribed.wantsHeartbeat(now())
                    && sent(subscribed, telling.plain(subscribed, State.ACTIVE, Occasion.HEARTBEAT));
        }
        Notification notification = telling.of(
                subscribed, caller, Occasion.EVENTS, subscribed.terms().content(), events);
        // Access that ended before an event was stored must not bring it: it is looked at once more after the events
        // are.
        if (parts.caller(subscribed).isEmpty()) {
            standing.move(subscribed, State.OFF, Standing.NO_ACCESS);
            return false;
        }
        telling.record(subscribed, caller, notification);
        return sent(subscribed, notification, events);
    }

    private List<EventRow> next(Subscribed subscribed) {
        return subscribed.sent() >= subscribed.last()
                ? List.of()
                : queue.after(
                        subscribed,
                        subscribed.sent(),
                        Long.MAX_VALUE,
                        subscribed.terms().most());
    }

    private boolean sent(Subscribed subscribed, Notification notification) {
        return sent(subscribed, notification, List.of());
    }

    /** Whether the receiver has taken a notification; what that means for the subscription is kept. */
    private boolean sent(Subscribed subscribed, Notification notification, List<EventRow> events) {
        try {
            hosts.take(host(subscribed));
        } catch (Failed e) {
            parts.run(rows -> rows.postpone(subscribed.number(), now().plus(pause(e))));
            return false;
        }
        parts.run(rows -> rows.extend(
                subscribed.number(), now().plus(subscribed.terms().timeout()).plus(SPARE)));
        String fault = sending.send(subscribed, notification.bytes());
        if (fault.isEmpty()) {
            taken(subscribed, notification, events);
            return true;
        }
        failed(subscribed, fault);
        return false;
    }

    private void taken(Subscribed subscribed, Notification notification, List<EventRow> events) {
        Instant at = now();
        parts.change(connection -> {
            new SubscriptionRows(connection).delivered(subscribed.number(), notification.last(), at);
            if (!events.isEmpty()) {
                topics.source(subscribed.terms().topic())
                        .ifPresent(source -> source.taken(
                                new OpenTransaction(connection),
                                subscribed.id(),
                                events.stream().map(EventRow::address).toList(),
                                at));
            }
            return true;
        });
    }

    private static String host(Subscribed subscribed) {
        URI endpoint = Objects.requireNonNull(subscribed.terms().endpoint());
        return endpoint.getHost() + ":" + endpoint.getPort();
    }

    private static Duration pause(Failed failed) {
        return failed.failure() instanceof Failure.TooManyRequests many ? many.retryAfter() : FIRST_PAUSE;
    }

    private void failed(Subscribed subscribed, String fault) {
        int failures = subscribed.failures() + 1;
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 16));
        Duration longest = parts.limits().longestPause();
        Instant due = now().plus(pause.compareTo(longest) < 0 ? pause : longest);
        parts.run(rows -> rows.failed(subscribed.number(), fault, due));
        boolean handshake = !subscribed.begun();
        if (handshake || failures >= parts.limits().patience()) {
            standing.move(subscribed, State.ERROR, fault);
        }
    }

    private Instant now() {
        return parts.clock().instant();
    }

    /** Begins with nothing more; what does not come to its end is tried again after a new start. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
