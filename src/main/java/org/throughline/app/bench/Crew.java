package org.throughline.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.throughline.kernel.Failed;

/** Several threads that do the same until it is done. */
final class Crew {
    private Crew() {}

    interface Task {
        void run() throws IOException, InterruptedException;
    }

    /** Returns when all have finished; throws what one of them threw. */
    static void of(int size, Task task) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(size)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                running.add(threads.submit(() -> {
                    task.run();
                    return true;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failed failed) {
                throw failed;
            }
            throw new IOException(e.getCause());
        }
    }
}
