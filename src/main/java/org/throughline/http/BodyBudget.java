package org.throughline.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Bounds the bytes of all bodies in flight, so that several large bundles at once queue instead of filling the memory.
 * A body counts from its first byte until its answer is sent. The count is in KiB, since permits are integers.
 */
final class BodyBudget {
    private static final int WAIT_SECONDS = 120;

    private final int kibibytes;
    private final Semaphore permits;
    private final Map<Request, Integer> held = new ConcurrentHashMap<>();

    private final HttpSettings.Pace pace;

    /** @param pace in which a body must come */
    BodyBudget(long bytes, HttpSettings.Pace pace) {
        this.pace = pace;
        this.kibibytes = (int) (bytes >> 10);
        this.permits = new Semaphore(kibibytes, true);
    }

    void take(Request request, long bytes) {
        int wanted = (int) Math.min(kibibytes, (bytes >> 10) + 1);
        try {
            if (!permits.tryAcquire(wanted, WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Failed(new Failure.Unavailable("Too many large requests at once; try again later."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(new Failure.Unavailable("The server is stopping."), e);
        }
        held.merge(request, wanted, Integer::sum);
    }

    HttpSettings.Pace pace() {
        return pace;
    }

    void release(Request request) {
        Integer taken = held.remove(request);
        if (taken != null) {
            permits.release(taken);
        }
    }
}
