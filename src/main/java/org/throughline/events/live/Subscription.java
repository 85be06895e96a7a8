package org.throughline.events.live;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.throughline.audit.Changes;

/** Somebody who listens to topics. What happens between two looks is told at once, each topic once. */
public final class Subscription implements AutoCloseable {
    private final Set<Topic> topics;
    private final Consumer<Subscription> leave;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Set<Topic> changed = new HashSet<>();
    private String moment;
    private boolean ended;

    Subscription(Set<Topic> topics, String moment, Consumer<Subscription> leave) {
        this.topics = Set.copyOf(topics);
        this.moment = moment;
        this.leave = leave;
    }

    /**
     * What has changed.
     *
     * @param topics those of which something has; none when nothing has
     * @param moment up to when this is told
     * @param ended whether nothing more will come
     */
    public record News(Set<Topic> topics, String moment, boolean ended) {
        public News {
            topics = Set.copyOf(topics);
        }
    }

    /** Waits until something changes, for so long at most. */
    public News next(Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (changed.isEmpty() && !ended && left > 0) {
                left = news.awaitNanos(left);
            }
            Set<Topic> told = Set.copyOf(changed);
            changed.clear();
            return new News(told, moment, ended);
        } finally {
            lock.unlock();
        }
    }

    void tell(Changes changes) {
        lock.lock();
        try {
            moment = changes.now();
            topics.stream()
                    .filter(topic ->
                            !changes.whole() || changes.changes().stream().anyMatch(topic::has))
                    .forEach(changed::add);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        leave.accept(this);
        lock.lock();
        try {
            ended = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }
}
