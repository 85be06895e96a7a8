package org.throughline.events.subscription;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;

/** Looks for changes and for what is to be sent, a few times a second for as long as anybody wants to be told. */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Pulse.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration SWEEPING = Duration.ofSeconds(30);

    private final Parts parts;
    private final Collector collector;
    private final Deliverer deliverer;
    private final Sockets sockets;
    private final Sweeping sweeping;
    private Instant swept = Instant.EPOCH;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    Pulse(Parts parts, Collector collector, Deliverer deliverer, Sockets sockets, Sweeping sweeping) {
        this.parts = parts;
        this.collector = collector;
        this.deliverer = deliverer;
        this.sockets = sockets;
        this.sweeping = sweeping;
    }

    synchronized void start() {
        if (thread == null && closed.getCount() > 0) {
            thread = Thread.ofVirtual().name("subscriptions").start(this::beat);
        }
    }

    private void beat() {
        while (true) {
            try {
                if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                once();
            } catch (InterruptedException e) {
                return;
            } catch (Failed e) {
                LOG.log(
                        Level.DEBUG,
                        "Subscribers are told later: {0}",
                        e.failure().message());
            } catch (RuntimeException e) {
                // What is thrown here would end it for good.
                LOG.log(Level.ERROR, "Fault in telling subscribers; it is tried again", e);
            }
        }
    }

    private void once() {
        boolean any = parts.database().read(connection -> new SubscriptionRows(connection).isAny());
        if (any) {
            collector.step();
        }
        sockets.step();
        if (!any) {
            return;
        }
        deliverer.step();
        Instant now = parts.clock().instant();
        if (!swept.plus(SWEEPING).isAfter(now)) {
            swept = now;
            sweeping.run();
        }
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        sockets.close();
        try {
            if (thread != null && !thread.join(FAREWELL)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deliverer.close();
    }
}
