package org.throughline.events.subscription;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Looks what was committed and gives each subscription its events. Every process looks; of those that have looked at the
 * same, one stores what it found, together with the moment up to which it looked: so a change is told once, whichever
 * process ends when.
 */
final class Collector {
    private static final Logger LOG = System.getLogger(Collector.class.getName());

    /** When nothing changes, the moment is kept so seldom. */
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final Parts parts;
    private final Topics topics;
    private final Standing standing;
    private Instant kept = Instant.EPOCH;

    Collector(Parts parts, Topics topics, Standing standing) {
        this.parts = parts;
        this.topics = topics;
        this.standing = standing;
    }

    /** Looks once; whether there was something to tell. */
    boolean step() {
        String moment = parts.database()
                .read(connection -> Sql.first(
                                connection, row -> row.getString(1), "SELECT moment FROM subscription_feed")
                        .orElseThrow());
        Committed committed = parts.database().read(connection -> Committed.since(connection, moment));
        if (committed.changes().isEmpty()) {
            rest(moment, committed.now());
            return false;
        }
        // Read after the changes: who subscribes meanwhile is told of what follows its own commit at the latest.
        List<Subscribed> live = parts.database().read(connection -> new SubscriptionRows(connection).live());
        Map<Long, List<EventRow>> found = new HashMap<>();
        Matching matching = new Matching(parts, topics, committed.changes());
        Set<Long> missed = new HashSet<>();
        for (Subscribed each : live) {
            try {
                found.put(each.number(), events(matching, each));
            } catch (RuntimeException e) {
                requireItsOwn(e);
                missed.add(each.number());
                LOG.log(Level.WARNING, "Subscription/{0} could not be told of changes: {1}", each.id(), e.getMessage());
            }
        }
        if (!committed.whole()) {
            live.forEach(each -> missed.add(each.number()));
        }
        return store(moment, committed.now(), found, missed);
    }

    /** When the database is not there, all wait; what else goes wrong with one subscription is no matter for the others. */
    private static void requireItsOwn(RuntimeException e) {
        if (e instanceof Failed failed && failed.failure() instanceof Failure.Unavailable) {
            throw e;
        }
    }

    private List<EventRow> events(Matching matching, Subscribed subscribed) {
        Optional<Caller> caller = parts.caller(subscribed);
        if (caller.isEmpty()) {
            standing.move(subscribed, State.OFF, Standing.NO_ACCESS);
            return List.of();
        }
        return matching.events(subscribed, caller.get());
    }

    private void rest(String moment, String now) {
        Instant time = parts.clock().instant();
        if (kept.plus(SELDOM).isBefore(time)) {
            kept = time;
            parts.change(connection ->
                    Sql.change(connection, "UPDATE subscription_feed SET moment = ? WHERE moment = ?", now, moment));
        }
    }

    private boolean store(String moment, String now, Map<Long, List<EventRow>> found, Set<Long> missed) {
        return parts.change(connection -> {
            boolean first =
                    Sql.change(connection, "UPDATE subscription_feed SET moment = ? WHERE moment = ?", now, moment)
                            == 1;
            if (!first) {
                return false;
            }
            SubscriptionRows rows = new SubscriptionRows(connection);
            for (Map.Entry<Long, List<EventRow>> each : found.entrySet()) {
                if (!each.getValue().isEmpty() && rows.isThere(each.getKey())) {
                    new EventRows(connection).add(each.getKey(), each.getValue());
                }
            }
            for (long each : missed) {
                rows.missed(each);
            }
            return true;
        });
    }
}
