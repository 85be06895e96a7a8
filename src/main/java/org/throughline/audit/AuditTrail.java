package org.throughline.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Writes the trail. */
public final class AuditTrail implements AutoCloseable {
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;
    private static final long COMPANY_NANOS = 1_000_000;

    private final Database database;
    private final Agents agents;
    private final Entries entries;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread committer;
    private volatile boolean open = true;

    /** @param accesses none, to wake who waits for some */
    private record Waiting(List<Access> accesses, CompletableFuture<Void> durable) {}

    public AuditTrail(Database database) {
        this.database = database;
        this.agents = new Agents(database);
        this.entries = new Entries(agents);
        this.committer = Thread.ofPlatform().daemon().name("audit").start(this::commitUntilClosed);
    }

    /**
     * Gets to know an agent, so that {@link #write} needs no connection of its own to name it; call it before the
     * transaction begins.
     */
    public void meet(Agent agent) {
        agents.number(agent);
    }

    /** Adds entries to what the caller's open transaction sends. */
    public void write(Pipeline pipeline, Connection connection, List<Access> accesses) throws SQLException {
        entries.add(pipeline, connection, accesses);
    }

    /** What reads the trail. */
    public AuditEvents events() {
        return new AuditEvents(database);
    }

    /**
     * Writes an entry and returns when it is durable. Entries of requests that come together share one commit.
     *
     * @throws Failed with {@link Failure.Unavailable} when the trail cannot be written: what cannot be audited is not
     *     answered
     */
    public void record(Access access) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        if (!open || !queue.offer(new Waiting(List.of(access), durable))) {
            throw new Failed(new Failure.Unavailable("The audit trail cannot keep up; try again later."));
        }
        try {
            durable.join();
        } catch (CompletionException e) {
            throw new Failed(new Failure.Unavailable("The audit trail cannot be written, so nothing may be shown."), e);
        }
    }

    private void commitUntilClosed() {
        List<Waiting> batch = new ArrayList<>();
        while (open || !queue.isEmpty()) {
            try {
                Waiting first = queue.take();
                if (batch.size() > 1) {
                    LockSupport.parkNanos(COMPANY_NANOS); // more will come, and a commit costs more than an entry
                }
                batch.clear();
                batch.add(first);
                queue.drainTo(batch, MOST_AT_ONCE - 1);
                commit(List.copyOf(batch));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commit(List<Waiting> batch) {
        try {
            List<Access> accesses =
                    batch.stream().flatMap(each -> each.accesses().stream()).toList();
            accesses.forEach(access -> meet(access.agent()));
            database.atOnce(connection -> {
                Pipeline pipeline = new Pipeline();
                entries.add(pipeline, connection, accesses);
                pipeline.send(connection);
                return batch.size();
            });
            batch.forEach(waiting -> waiting.durable().complete(null));
        } catch (RuntimeException e) {
            batch.forEach(waiting -> waiting.durable().completeExceptionally(e));
        }
    }

    /** Writes what waits, then stops. */
    @Override
    public void close() {
        open = false;
        queue.offer(new Waiting(List.of(), new CompletableFuture<>()));
        try {
            committer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
