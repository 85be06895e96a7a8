package org.throughline.login.authority;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was worked out from accounts, roles, apps and tokens, by key. It holds until one of them changes, and a few
 * seconds at most, since roles also end by the clock.
 */
public final class Remembered<K, V> {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final Changes changes;
    private final InstantSource clock;
    private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();

    public Remembered(Changes changes, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /** @param count of the changes before it was worked out, so that one made meanwhile is not missed */
    private record Kept<V>(V value, long count, Instant since) {}

    /** What is remembered for the key, or else what is found now. That there is nothing is not remembered. */
    public Optional<V> get(K key, Supplier<Optional<V>> find) {
        long count = changes.count();
        Instant now = clock.instant();
        Kept<V> known = kept.get(key);
        if (known != null
                && known.count() == count
                && now.isBefore(known.since().plus(LONGEST))) {
            return Optional.of(known.value());
        }
        Optional<V> found = find.get();
        if (found.isEmpty()) {
            kept.remove(key);
        } else {
            if (kept.size() >= MOST) {
                kept.clear();
            }
            kept.put(key, new Kept<>(found.get(), count, now));
        }
        return found;
    }
}
