package org.throughline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong(-1_000_000_000L);
    private final RateLimit limit = new RateLimit(2, 3, now::get);

    @Test
    void afterARestSomeMayComeAtOnceAndThenOnlySoManyASecond() {
        take(3);
        assertEquals(Duration.ofMillis(500), refused());
        now.addAndGet(500_000_000);
        take(1);
        refused();
        now.addAndGet(3_600_000_000_000L);
        take(3);
        refused();
    }

    @Test
    void whatWasRefusedDoesNotCount() {
        take(3);
        for (int i = 0; i < 100; i++) {
            refused();
        }
        now.addAndGet(500_000_000);
        take(1);
    }

    @Test
    void eachKeyCountsForItself() {
        take(3);
        limit.take("other");
    }

    @Test
    void manyKeysDoNotFillTheMemory() {
        for (int i = 0; i < 250_000; i++) {
            limit.take("key" + i);
            now.addAndGet(1000);
        }
    }

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            limit.take("one");
        }
    }

    private Duration refused() {
        Failure failure = assertThrows(Failed.class, () -> limit.take("one")).failure();
        return assertInstanceOf(Failure.TooManyRequests.class, failure).retryAfter();
    }
}
