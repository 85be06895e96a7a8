package org.throughline.events.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/** Ends what has come to its end, and removes what is kept no longer. */
final class Sweeping {
    private final Parts parts;
    private final Queue queue;
    private final Standing standing;
    private final Topics topics;
    private final Bindings bindings;

    Sweeping(Parts parts, Queue queue, Standing standing, Bindings bindings, Topics topics) {
        this.topics = topics;
        this.parts = parts;
        this.queue = queue;
        this.standing = standing;
        this.bindings = bindings;
    }

    void run() {
        bindings.sweep();
        for (Subscribed each : parts.database().read(connection -> new SubscriptionRows(connection).all())) {
            if (each.state() == State.OFF) {
                forget(each);
            } else {
                keep(each);
            }
        }
    }

    private void keep(Subscribed subscribed) {
        Optional<Caller> caller = parts.caller(subscribed);
        boolean givenUp = subscribed.state() == State.ERROR && isLongAgo(subscribed.changed());
        if (caller.isEmpty()) {
            standing.move(subscribed, State.OFF, Standing.NO_ACCESS);
        } else if (subscribed.hasEnded(parts.clock().instant())) {
            standing.move(subscribed, State.OFF, Standing.ENDED);
        } else if (givenUp) {
            standing.move(subscribed, State.OFF, "The receiver was not to be reached for too long.");
        } else {
            trim(queue.settled(subscribed, caller.get()));
        }
    }

    private void trim(Subscribed subscribed) {
        long most = subscribed.last() - parts.limits().kept() + 1;
        // A room that gives events of its own knows what each subscriber has by what it gave: it cannot begin anew for
        // less.
        long oldest = isOfAnotherRoom(subscribed) ? Math.min(most, subscribed.sent() + 1) : most;
        Instant age = parts.clock().instant().minus(parts.limits().age());
        parts.change(connection -> new EventRows(connection).trim(subscribed.number(), oldest, age));
        boolean lost = subscribed.sent() < subscribed.last() && queue.first(subscribed) > subscribed.sent() + 1;
        if (lost && !subscribed.missed()) {
            parts.run(rows -> rows.missed(subscribed.number()));
        }
    }

    private boolean isOfAnotherRoom(Subscribed subscribed) {
        return topics.find(subscribed.terms().topic())
                .filter(Topic.Elsewhere.class::isInstance)
                .isPresent();
    }

    private boolean isLongAgo(Instant moment) {
        return moment.plus(parts.limits().age()).isBefore(parts.clock().instant());
    }

    /** A subscription that has been off for long is deleted, unless its owner has done that. */
    private void forget(Subscribed subscribed) {
        if (!isLongAgo(subscribed.changed())) {
            return;
        }
        parts.records()
                .write(
                        Parts.PRODUCT,
                        List.of(new Intent.Delete(new Target.ById(Parts.TYPE, subscribed.id()), Precondition.NONE)),
                        (at, written, patients) -> Access.of(
                                at,
                                Parts.PRODUCT,
                                Action.DELETE,
                                parts.types().number(Parts.TYPE),
                                "Subscription/" + subscribed.id(),
                                204,
                                patients),
                        Records.Company.with(
                                (connection, written) -> new SubscriptionRows(connection).delete(subscribed.id())));
    }
}
