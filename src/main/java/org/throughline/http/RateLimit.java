package org.throughline.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * How often something may happen for a key, such as a caller or an address: so many times a second in the long run, and
 * some more at once after a while of rest. It is kept in memory, each process for itself.
 *
 * <pre>{@code
 * RateLimit exports = new RateLimit(1 / 60.0, 3, System::nanoTime);
 * exports.take(caller.id()); // the fourth within a minute fails, with the time after which to try again
 * }</pre>
 *
 * @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">Generic cell rate algorithm</a>
 */
public final class RateLimit {
    private static final int MOST_KEYS = 100_000;

    private final long interval;
    private final long allowance;
    private final LongSupplier nanos;
    private final Map<String, AtomicLong> next = new ConcurrentHashMap<>();

    /**
     * @param perSecond how often in the long run, more than 0
     * @param atOnce how often without a pause, after a rest; at least 1
     * @param nanos a clock that only goes on, {@code System::nanoTime}
     */
    public RateLimit(double perSecond, int atOnce, LongSupplier nanos) {
        this.interval = Math.max(1, Math.round(1e9 / perSecond));
        this.allowance = interval * (atOnce - 1L);
        this.nanos = nanos;
    }

    /**
     * Counts one more time for the key.
     *
     * @throws Failed with {@link Failure.TooManyRequests} when that is too often; then it is not counted
     */
    public void take(String key) {
        long now = nanos.getAsLong();
        AtomicLong due = next.computeIfAbsent(key, ignored -> new AtomicLong(now));
        while (true) {
            long before = due.get();
            long wait = before - now - allowance;
            if (wait > 0) {
                throw new Failed(new Failure.TooManyRequests(
                        "Too many requests at once; slow down and try again.", Duration.ofNanos(wait)));
            }
            if (due.compareAndSet(before, Math.max(before, now) + interval)) {
                break;
            }
        }
        if (next.size() > MOST_KEYS) {
            forgetWhoRests(now);
        }
    }

    private void forgetWhoRests(long now) {
        next.values().removeIf(due -> due.get() <= now);
        if (next.size() > MOST_KEYS) {
            next.clear(); // better to let some be too quick than to run out of memory
        }
    }
}
