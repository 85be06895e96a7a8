package org.throughline.login.published;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.throughline.http.Fetcher;
import org.throughline.http.Fetcher.Fetched;
import org.throughline.kernel.Failed;

/**
 * Documents that others publish, by their addresses. Each is kept as long as its owner allows, an hour at most. When what
 * is kept does not hold what is looked for, such as a key of another name, it is fetched anew, since others change their
 * keys; but not more than every ten seconds, whatever is asked for.
 *
 * @param <T> what a document is read into
 */
public final class Published<T> {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_KEPT = 1_000;
    private static final Duration UNSAID = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Fetcher fetcher;
    private final Function<byte[], Optional<T>> reader;
    private final InstantSource clock;
    private final Map<URI, Kept<T>> kept = new ConcurrentHashMap<>();

    /** @param reader reads a document; gives nothing when it is none of this kind */
    public Published(Fetcher fetcher, Function<byte[], Optional<T>> reader, InstantSource clock) {
        this.fetcher = fetcher;
        this.reader = reader;
        this.clock = clock;
    }

    private record Kept<T>(Optional<T> document, Instant since, Instant until) {}

    /** The document of an address; empty when it cannot be had or read. */
    public Optional<T> get(URI at) {
        return get(at, document -> true);
    }

    /**
     * The document of an address, as it is now if it did not hold before what is looked for.
     *
     * @param holds whether a document holds it; the one that is given need not
     */
    public Optional<T> get(URI at, Predicate<T> holds) {
        Instant now = clock.instant();
        Kept<T> known = kept.get(at);
        if (known != null && now.isBefore(known.until())) {
            boolean rests = now.isBefore(known.since().plus(PAUSE));
            if (rests || known.document().filter(holds).isPresent()) {
                return known.document();
            }
        }
        return fetch(at, now);
    }

    private Optional<T> fetch(URI at, Instant now) {
        Optional<T> document;
        Duration said = PAUSE;
        try {
            Fetched fetched = fetcher.get(at, "application/json", MOST_BYTES);
            said = fetched.maxAge() == null ? UNSAID : fetched.maxAge();
            document = reader.apply(fetched.content());
        } catch (Failed e) {
            document = Optional.empty();
        }
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(at, new Kept<>(document, now, now.plus(said.compareTo(LONGEST) < 0 ? said : LONGEST)));
        return document;
    }
}
