package org.throughline.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.throughline.database.Database;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Writes the trail. */
public final class AuditTrail implements AutoCloseable {
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;

    // One disclosure row for each patient after the first, which stands in the access row itself.
    private static final String INSERT = """
            INSERT INTO access (at, patient, resource, agent, action, status, type, target)
            SELECT * FROM unnest(?::timestamptz[], ?::bigint[], ?::bigint[], ?::integer[], ?::smallint[],
              ?::smallint[], ?::smallint[], ?::text[])
            RETURNING access""";

    private static final String DISCLOSE =
            "INSERT INTO disclosure (patient, access) SELECT * FROM unnest(?::bigint[], ?::bigint[])";

    private final Database database;
    private final Agents agents;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread committer;
    private volatile boolean open = true;

    private record Waiting(Access access, CompletableFuture<Void> durable) {}

    public AuditTrail(Database database) {
        this.database = database;
        this.agents = new Agents(database);
        this.committer = Thread.ofVirtual().name("audit").start(this::commitUntilClosed);
    }

    /**
     * Gets to know an agent, so that {@link #write} needs no connection of its own to name it; call it before the
     * transaction begins.
     */
    public void meet(String agent, String display) {
        agents.number(agent, display);
    }

    /** Writes an entry as part of the caller's open transaction. */
    public void write(Connection connection, Access access) throws SQLException {
        insert(connection, List.of(access));
    }

    /**
     * Writes an entry and returns when it is durable. Entries of requests that come together share one commit.
     *
     * @throws Failed with {@link Failure.Unavailable} when the trail cannot be written: what cannot be audited is not
     *     answered
     */
    public void record(Access access) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        if (!open || !queue.offer(new Waiting(access, durable))) {
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
                Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE - 1);
                    commit(List.copyOf(batch));
                    batch.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commit(List<Waiting> batch) {
        try {
            List<Access> entries = batch.stream().map(Waiting::access).toList();
            database.inTransaction(connection -> {
                insert(connection, entries);
                return batch.size();
            });
            batch.forEach(waiting -> waiting.durable().complete(null));
        } catch (RuntimeException e) {
            batch.forEach(waiting -> waiting.durable().completeExceptionally(e));
        }
    }

    private void insert(Connection connection, List<Access> entries) throws SQLException {
        AccessColumns columns = new AccessColumns(entries, agents);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            columns.bind(statement);
            List<Long> numbers = new ArrayList<>(entries.size());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
            disclose(connection, entries, numbers);
        }
    }

    private static void disclose(Connection connection, List<Access> entries, List<Long> numbers) throws SQLException {
        List<Long> patients = new ArrayList<>();
        List<Long> accesses = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Iterator<Long> further = entries.get(i).patients().iterator();
            if (further.hasNext()) {
                further.next();
            }
            while (further.hasNext()) {
                patients.add(further.next());
                accesses.add(numbers.get(i));
            }
        }
        if (patients.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DISCLOSE)) {
            statement.setArray(1, connection.createArrayOf("int8", patients.toArray()));
            statement.setArray(2, connection.createArrayOf("int8", accesses.toArray()));
            statement.executeUpdate();
        }
    }

    /** Writes what waits, then stops. */
    @Override
    public void close() {
        open = false;
        try {
            committer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
