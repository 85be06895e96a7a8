package org.throughline.events.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;

/**
 * The events of a subscription in the order in which they came. A number is given to an event when the subscriber is about
 * to be shown it or how many there are, and only if it may be shown at that moment: what the subscriber may not see by
 * then drops out and leaves no gap.
 */
final class Queue {
    private static final int PAGE = 500;

    private final Parts parts;

    Queue(Parts parts) {
        this.parts = parts;
    }

    /** Numbers what waits; the subscription as it then is. */
    Subscribed settled(Subscribed subscribed, Caller caller) {
        Subscribed now = subscribed;
        List<EventRow> waiting = waiting(subscribed);
        while (!waiting.isEmpty()) {
            now = settle(now, caller, waiting);
            waiting = waiting.size() < PAGE ? List.of() : waiting(now);
        }
        return now;
    }

    private List<EventRow> waiting(Subscribed subscribed) {
        return parts.database().read(connection -> new EventRows(connection).waiting(subscribed.number(), PAGE));
    }

    private Subscribed settle(Subscribed subscribed, Caller caller, List<EventRow> waiting) {
        Set<Long> known = known(caller, waiting);
        List<Long> shown = new ArrayList<>();
        List<Long> dropped = new ArrayList<>();
        for (EventRow each : waiting) {
            boolean told = each.kind() == EventRow.Kind.GONE || known.contains(each.address());
            (told ? shown : dropped).add(each.seq());
        }
        return parts.change(connection -> {
            SubscriptionRows rows = new SubscriptionRows(connection);
            Subscribed present = rows.locked(subscribed.id()).orElse(subscribed);
            int numbered =
                    new EventRows(connection).settle(present.number(), present.last(), array(dropped), array(shown));
            rows.count(present.number(), numbered);
            return rows.find(subscribed.id()).orElse(subscribed);
        });
    }

    /** Those of what events are about that the caller may see now, or might if it were still there. */
    Set<Long> known(Caller caller, List<EventRow> events) {
        return parts.records()
                .known(caller, events.stream().map(EventRow::address).collect(Collectors.toSet()));
    }

    /** The events with numbers after one. */
    List<EventRow> after(Subscribed subscribed, long number, long until, int most) {
        return parts.database()
                .read(connection -> new EventRows(connection).numbered(subscribed.number(), number, until, most));
    }

    /** The lowest number that is kept; one more than the last when none is. */
    long first(Subscribed subscribed) {
        return parts.database()
                .read(connection -> new EventRows(connection).first(subscribed.number()))
                .orElse(subscribed.last() + 1);
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
