package org.throughline.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.throughline.kernel.Failed;

/**
 * Does the chores of an installation, each again and again beside the others: one that takes long holds up no other.
 * One that fails is done again after its pause; the log is told the first time.
 */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final long SOON_MILLIS = 60_000;
    private static final long FAREWELL_MILLIS = 2_000;
    private static final Duration UNHURRIED = Duration.ofSeconds(1);

    private final Supplier<String> moment;
    private final Set<Chore> failing = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor clockwork;
    private final List<ScheduledFuture<?>> begun;

    /**
     * Begins with them. One that comes several times a second looks once a second only, for as long as nothing is committed.
     *
     * @param moment another text whenever anything was committed, {@code Feed::moment}
     */
    Housekeeping(List<Chore> chores, Supplier<String> moment) {
        this.moment = moment;
        this.clockwork = new ScheduledThreadPoolExecutor(
                chores.size(),
                Thread.ofPlatform().daemon().name("housekeeping-", 1).factory());
        this.begun = chores.stream().map(this::begin).toList();
    }

    private ScheduledFuture<?> begin(Chore chore) {
        long pause = chore.pause().toMillis();
        Runnable run = pause < UNHURRIED.toMillis() ? new Following(chore) : () -> run(chore);
        return clockwork.scheduleWithFixedDelay(run, Math.min(SOON_MILLIS, pause), pause, TimeUnit.MILLISECONDS);
    }

    /** Does a chore when something was committed since it last began, or when it was not done for a while. */
    private final class Following implements Runnable {
        private final Chore chore;
        private String before = "";
        private long begun;

        Following(Chore chore) {
            this.chore = chore;
        }

        @Override
        public void run() {
            String now = moment.get();
            if (!now.equals(before) || System.nanoTime() - begun >= UNHURRIED.toNanos()) {
                before = now;
                begun = System.nanoTime();
                Housekeeping.this.run(chore);
            }
        }
    }

    private void run(Chore chore) {
        try {
            boolean more = true;
            while (more && !clockwork.isShutdown()) {
                more = chore.step().getAsBoolean();
            }
            failing.remove(chore);
        } catch (Failed e) {
            LOG.log(
                    failing.add(chore) && !clockwork.isShutdown() ? Level.WARNING : Level.DEBUG,
                    "Behind the screens, {0} is put off: {1}",
                    chore.name(),
                    e.failure().message());
        } catch (RuntimeException e) {
            // What is thrown here would end the chore for good.
            LOG.log(Level.ERROR, "Fault in " + chore.name() + "; it is tried again", e);
        }
    }

    /** Begins nothing more; what is under way is waited for a little, as long as it needs usually. */
    @Override
    public void close() {
        begun.forEach(each -> each.cancel(false));
        clockwork.shutdown();
        try {
            clockwork.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
