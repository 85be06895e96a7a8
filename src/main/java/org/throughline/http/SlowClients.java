package org.throughline.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request does not come to the end of its headers in time. The server's own idle limit
 * begins anew with each byte, so that a client which sends one now and then would never meet it.
 */
final class SlowClients extends AbstractLifeCycle implements Connection.Listener {
    private static final long SWEEP_MILLIS = 500;

    private final long limit;
    private final Scheduler scheduler;
    private final Map<Connection, Waiting> connections = new ConcurrentHashMap<>();

    SlowClients(Duration limit, Scheduler scheduler) {
        this.limit = limit.toNanos();
        this.scheduler = scheduler;
    }

    /**
     * What was last seen of a connection.
     *
     * @param requests how many had begun
     * @param bytes how many had come in when it began to wait for the next
     * @param since when the first byte of the next was there, or the connection was opened
     * @param begun whether the time runs
     */
    private record Waiting(long requests, long bytes, long since, boolean begun) {}

    @Override
    protected void doStart() {
        scheduler.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        connections.put(connection, new Waiting(0, 0, System.nanoTime(), true));
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void sweep() {
        long now = System.nanoTime();
        connections.replaceAll((connection, before) -> look(connection, before, now));
        connections.forEach((connection, waiting) -> {
            if (waiting.begun() && now - waiting.since() > limit && isWaiting(connection)) {
                connection.getEndPoint().close();
            }
        });
        if (isRunning()) {
            scheduler.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean isWaiting(Connection connection) {
        return connection.getMessagesIn() == connection.getMessagesOut();
    }

    private static Waiting look(Connection connection, Waiting before, long now) {
        long requests = connection.getMessagesIn();
        long bytes = connection.getBytesIn();
        if (requests != before.requests() || !isWaiting(connection)) {
            return new Waiting(requests, bytes, now, false);
        }
        return before.begun() || bytes == before.bytes() ? before : new Waiting(requests, bytes, now, true);
    }
}
