package org.throughline.events.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.database.OpenTransaction;
import org.throughline.kernel.Failed;

/**
 * A topic whose events another room finds: it gives them to {@link Subscriptions#emit}, and learns from
 * {@link Subscriptions#live} to whom.
 */
public interface TopicSource {
    /** The address by which subscriptions name it. */
    String canonical();

    /** What it is about, in a few words. */
    String title();

    /**
     * Looks at a subscription that somebody wants.
     *
     * @param filters as they were sent
     * @throws Failed with {@link org.throughline.kernel.Failure.Invalid} or
     *     {@link org.throughline.kernel.Failure.Forbidden} when it cannot be had
     */
    void accept(Caller caller, List<String> filters);

    /**
     * Learns that a receiver has taken a notification, in the transaction that notes it.
     *
     * @param subscription the id of the Subscription
     * @param resources the addresses of what its events were about
     */
    default void taken(OpenTransaction transaction, String subscription, Collection<Long> resources, Instant at) {}
}
