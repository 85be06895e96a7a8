package org.throughline.bulk;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Several that work at once: as many as there are processors and one, with a bound on the bytes that are under way. */
final class Crew implements AutoCloseable {
    private static final int MEBIBYTES = 32;

    private final ExecutorService workers = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors() + 1,
            Thread.ofPlatform().daemon().name("import-", 1).factory());
    private final Semaphore permits = new Semaphore(MEBIBYTES);
    private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();

    /**
     * Has the work done, waiting while too much is under way.
     *
     * @throws RuntimeException what other work ended with
     */
    void submit(long bytes, Runnable work) {
        int wanted = Math.clamp(bytes >> 20, 1, MEBIBYTES);
        acquire(wanted);
        workers.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                fault.compareAndSet(null, e);
            } finally {
                permits.release(wanted);
            }
        });
    }

    /** Waits until all is done. */
    void await() {
        acquire(MEBIBYTES);
        permits.release(MEBIBYTES);
    }

    private void acquire(int wanted) {
        try {
            permits.acquire(wanted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(new Failure.Unavailable("The import was interrupted; start it again to go on."), e);
        }
        RuntimeException failure = fault.get();
        if (failure != null) {
            permits.release(wanted);
            throw failure;
        }
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
