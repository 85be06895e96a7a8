package org.throughline.events.live;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.throughline.audit.Changes;
import org.throughline.database.Database;
import org.throughline.kernel.Failed;

/** Asks what was committed, again and again, and tells those who listen. */
public final class Feed implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Feed.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(120);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Of how many past transactions is looked what they changed. */
    private static final long MOST_TRANSACTIONS = 20_000;

    private final Database database;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile String moment;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Begins to ask. */
    public Feed(Database database) {
        this.database = database;
        this.moment = database.read(Changes::now);
        this.thread = Thread.ofVirtual().name("live").start(this::ask);
    }

    /** Up to when it was told; what is read from now on holds all that was committed before. */
    public String moment() {
        return moment;
    }

    /**
     * Listens to topics.
     *
     * @param since moments up to which the listener knows what happened; none: from here on
     */
    public Subscription subscribe(Set<Topic> topics, List<String> since) {
        Subscription subscription = new Subscription(topics, moment, subscriptions::remove);
        subscriptions.add(subscription);
        if (closed.getCount() == 0) {
            subscription.close();
        }
        since.forEach(earlier -> subscription.tell(since(earlier)));
        return subscription;
    }

    /** What happened since a moment that a listener names; where that cannot be told, anything may have. */
    private Changes since(String earlier) {
        try {
            return next(earlier) < next(moment) - MOST_TRANSACTIONS
                    ? new Changes(List.of(), moment, false)
                    : database.read(connection -> Changes.since(connection, earlier));
        } catch (Failed | NumberFormatException e) {
            LOG.log(Level.DEBUG, "It cannot be told what happened since a moment", e);
            return new Changes(List.of(), moment, false);
        }
    }

    /** The first transaction that had not begun at a moment. */
    private static long next(String moment) {
        int colon = moment.indexOf(':');
        return Long.parseLong(moment.substring(colon + 1, moment.indexOf(':', colon + 1)));
    }

    private void ask() {
        while (true) {
            try {
                if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                Changes changes = database.read(connection -> Changes.since(connection, moment));
                subscriptions.forEach(subscription -> subscription.tell(changes));
                moment = changes.now();
            } catch (InterruptedException e) {
                return;
            } catch (Failed e) {
                LOG.log(Level.DEBUG, "Changes are told later: {0}", e.failure().message());
            } catch (RuntimeException e) {
                // What is thrown here would end it for good.
                LOG.log(Level.ERROR, "Fault in telling changes; it is tried again", e);
            }
        }
    }

    /** Ends all subscriptions. */
    @Override
    public void close() {
        closed.countDown();
        try {
            // A question to the database that is cut short costs its connection.
            if (!thread.join(FAREWELL)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        subscriptions.forEach(Subscription::close);
    }
}
