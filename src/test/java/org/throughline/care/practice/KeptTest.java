package org.throughline.care.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KeptTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-20T12:00:00Z"));
    private final AtomicInteger counted = new AtomicInteger();

    private static <T> T value(Optional<Kept.Figure<T>> figure) {
        return figure.orElseThrow().value();
    }

    /** Whoever asks waits a moment at most, so that it may take more than one question. */
    private static <T> T eventually(Kept<T> kept) {
        Optional<Kept.Figure<T>> figure = kept.get();
        while (figure.isEmpty()) {
            figure = kept.get();
        }
        return value(figure);
    }

    @Test
    void itIsCountedOnceForAllWhoAskUntilItIsOld() {
        Kept<Integer> kept = new Kept<>(counted::incrementAndGet, Duration.ofMinutes(5), now::get);
        assertEquals(1, eventually(kept));
        assertEquals(1, value(kept.get()));
        now.set(now.get().plus(Duration.ofMinutes(5)));
        int next = eventually(kept);
        while (next == 1) {
            next = value(kept.get());
        }
        assertEquals(2, next);
    }

    @Test
    void nobodyWaitsForWhatTakesLong() {
        CountDownLatch goesOn = new CountDownLatch(1);
        Kept<Integer> kept = new Kept<>(
                () -> {
                    int count = counted.incrementAndGet();
                    try {
                        goesOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return count;
                },
                Duration.ofMinutes(5),
                now::get);
        assertEquals(Optional.empty(), kept.get());
        assertEquals(Optional.empty(), kept.get());
        goesOn.countDown();
        assertEquals(1, eventually(kept));
        assertEquals(1, counted.get(), "those who asked meanwhile asked for the same");
    }

    @Test
    void aFailureIsToldAndTheNextBeginsAnew() {
        Kept<Integer> kept = new Kept<>(
                () -> {
                    if (counted.incrementAndGet() == 1) {
                        throw new IllegalStateException("no database");
                    }
                    return counted.get();
                },
                Duration.ofMinutes(5),
                now::get);
        assertThrows(IllegalStateException.class, () -> eventually(kept));
        assertEquals(2, eventually(kept));
    }
}
