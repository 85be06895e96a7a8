package org.throughline.login.authority;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.locks.ReentrantLock;
import org.throughline.database.Database;

/**
 * How often accounts, roles, apps, grants and tokens have changed. Triggers count in the transaction of the change, so
 * that no way of changing them can forget to.
 *
 * <p>The count is read from the database when somebody wants it and what was read is a fifth of a second old: five tiny
 * reads a second when there is much to do, none when there is nothing. So a change of another process is known after a
 * fifth of a second. Whoever makes one calls {@link #read} after the commit, and this process knows it at once.
 */
public final class Changes {
    private static final long FRESH_NANOS = 200_000_000;
    private static final long STALE_NANOS = 1_000_000_000;

    private final Database database;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Seen seen = new Seen(-1, Long.MIN_VALUE);

    public Changes(Database database) {
        this.database = database;
    }

    private record Seen(long count, long nanos) {
        boolean isYoungerThan(long limit) {
            return nanos != Long.MIN_VALUE && System.nanoTime() - nanos < limit;
        }
    }

    /** The count, as it was a fifth of a second ago or later; while another thread reads it, at most a second ago. */
    public long count() {
        Seen last = seen;
        if (last.isYoungerThan(FRESH_NANOS) || (last.isYoungerThan(STALE_NANOS) && reading.isLocked())) {
            return last.count();
        }
        reading.lock();
        try {
            return seen.isYoungerThan(FRESH_NANOS) ? seen.count() : read();
        } finally {
            reading.unlock();
        }
    }

    /** Reads the count now. */
    public long read() {
        reading.lock();
        try {
            long before = System.nanoTime();
            long count = database.read(connection -> {
                try (PreparedStatement select = connection.prepareStatement("SELECT changes FROM authority");
                        ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            });
            seen = new Seen(count, before);
            return count;
        } finally {
            reading.unlock();
        }
    }
}
