package org.throughline.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose client is too slow: whose next request does not come to the end of its headers in time, or which
 * takes the answer too slowly. The server's own idle limit begins anew with each byte, so that a client which sends or takes
 * one now and then would never meet it.
 */
final class SlowClients extends AbstractLifeCycle implements Connection.Listener {
    private static final long SWEEP_MILLIS = 500;

    private final HttpSettings.Pace pace;
    private final Scheduler scheduler;
    private final Map<Connection, Seen> connections = new ConcurrentHashMap<>();

    SlowClients(HttpSettings.Pace pace, Scheduler scheduler) {
        this.pace = pace;
        this.scheduler = scheduler;
    }

    /** What was last seen of a connection. */
    private record Seen(Waiting waiting, Taking taking) {}

    /**
     * How long the next request has been on its way.
     *
     * @param requests how many had begun
     * @param bytes how many had come in when it began to wait for the next
     * @param since when the first byte of the next was there, or the connection was opened
     * @param begun whether the time runs
     */
    private record Waiting(long requests, long bytes, long since, boolean begun) {}

    /**
     * How long the client has let an answer wait.
     *
     * @param answers how many were done
     * @param bytes how many had gone out when this one was first seen
     * @param nanos for how long in all it could not be sent on
     * @param at when that was looked at
     * @param stopped whether it could not be sent on then
     */
    private record Taking(long answers, long bytes, long nanos, long at, boolean stopped) {}

    @Override
    protected void doStart() {
        scheduler.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        // Below HTTP there may be TLS, a connection of its own that counts no requests.
        if (connection.getMessagesIn() >= 0) {
            long now = System.nanoTime();
            connections.put(connection, new Seen(new Waiting(0, 0, now, true), new Taking(0, 0, 0, now, false)));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    private void sweep() {
        long now = System.nanoTime();
        connections.replaceAll((connection, before) ->
                new Seen(look(connection, before.waiting(), now), look(connection, before.taking(), now)));
        connections.forEach((connection, seen) -> {
            if (isTooSlow(connection, seen, now)) {
                connection.getEndPoint().close();
            }
        });
        if (isRunning()) {
            scheduler.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isTooSlow(Connection connection, Seen seen, long now) {
        Waiting waiting = seen.waiting();
        Taking taking = seen.taking();
        boolean head = waiting.begun() && now - waiting.since() > pace.head().toNanos() && isWaiting(connection);
        return head
                || taking.nanos()
                        > pace.until(connection.getBytesOut() - taking.bytes()).toNanos();
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

    /** The time counts in which an answer was stopped at both looks: then its client took too little in between. */
    private static Taking look(Connection connection, Taking before, long now) {
        boolean stopped = connection.getEndPoint() instanceof AbstractEndPoint end
                && end.getWriteFlusher().isPending();
        long answers = connection.getMessagesOut();
        if (answers != before.answers()) {
            return new Taking(answers, connection.getBytesOut(), 0, now, stopped);
        }
        long more = stopped && before.stopped() ? now - before.at() : 0;
        return new Taking(answers, before.bytes(), before.nanos() + more, now, stopped);
    }
}
