package org.throughline.ui;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A clock in the practice's time zone, which is looked up again every few seconds, so that a change of it counts. */
public final class PracticeClock extends Clock {
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Clock clock;
    private final Supplier<ZoneId> zone;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    private record Known(ZoneId zone, Instant until) {}

    /** @param zone the practice's time zone as it is set now */
    public PracticeClock(Clock clock, Supplier<ZoneId> zone) {
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        Instant now = clock.instant();
        Known last = known.get();
        if (last != null && now.isBefore(last.until())) {
            return last.zone();
        }
        Known fresh = new Known(zone.get(), now.plus(KEPT));
        known.set(fresh);
        return fresh.zone();
    }

    /** The zone was changed: it is looked up at the next use. */
    public void lookAgain() {
        known.set(null);
    }

    @Override
    public Clock withZone(ZoneId other) {
        return clock.withZone(other);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }
}
