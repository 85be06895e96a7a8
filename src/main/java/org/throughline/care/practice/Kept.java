package org.throughline.care.practice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;

/**
 * A figure that takes long to count: counted aside when somebody wants it, and kept for a while. Whoever asks waits a moment at
 * most; when an older figure is there, it is given while the next is counted.
 *
 * @param <T> immutable
 */
public final class Kept<T> {
    private static final Duration PATIENCE = Duration.ofMillis(70);

    private final Supplier<T> counting;
    private final Duration fresh;
    private final InstantSource clock;
    private @Nullable Figure<T> figure;
    private @Nullable FutureTask<Figure<T>> underWay;

    /** @param fresh for how long a figure is kept */
    public Kept(Supplier<T> counting, Duration fresh, InstantSource clock) {
        this.counting = counting;
        this.fresh = fresh;
        this.clock = clock;
    }

    /**
     * What was counted.
     *
     * @param at when it was begun
     */
    public record Figure<T>(T value, Instant at) {}

    /**
     * The figure; empty while the first is still being counted.
     *
     * @throws Failed when it could not be counted; who asks again begins anew
     */
    public Optional<Figure<T>> get() {
        FutureTask<Figure<T>> task = begun();
        if (task == null) {
            return Optional.ofNullable(last());
        }
        try {
            return Optional.of(task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.ofNullable(last());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.ofNullable(last());
        }
    }

    private synchronized @Nullable Figure<T> last() {
        return figure;
    }

    /** The counting that is under way, begun now when it is time; null when what is kept will do. */
    private synchronized @Nullable FutureTask<Figure<T>> begun() {
        if (underWay != null) {
            return underWay;
        }
        if (figure != null && figure.at().plus(fresh).isAfter(clock.instant())) {
            return null;
        }
        FutureTask<Figure<T>> task = new FutureTask<>(this::count);
        underWay = task;
        Thread.ofVirtual().name("counting").start(task);
        return task;
    }

    private Figure<T> count() {
        try {
            Figure<T> counted = new Figure<>(counting.get(), clock.instant());
            keep(counted);
            return counted;
        } finally {
            end();
        }
    }

    private synchronized void keep(Figure<T> counted) {
        figure = counted;
    }

    private synchronized void end() {
        underWay = null;
    }
}
