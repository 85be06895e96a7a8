package org.throughline.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** Runs the product until it is told to stop. */
final class Foreground {
    private Foreground() {}

    /**
     * Starts the product, says where it is and returns never: a signal ends the process.
     *
     * @param before what is done when it runs and before that is said
     */
    static int run(ServeSettings settings, Consumer<Product> before) throws InterruptedException {
        FutureTask<Product> starting = new FutureTask<>(() -> Product.start(settings));
        // Before anything starts: a signal in the middle of a start must not leave a PostgreSQL behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(starting), "stop"));
        starting.run();
        Product product = Product.result(starting);
        before.accept(product);
        product.announce(System.out);
        new CountDownLatch(1).await();
        return Main.DONE;
    }

    /** On SIGTERM or SIGINT, lets requests finish and stops; PostgreSQL, in its own session, hears of it from us. */
    private static void stop(FutureTask<Product> starting) {
        try {
            starting.get().close();
        } catch (ExecutionException e) {
            return; // It never ran, and why has been said.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Stopping when told to is success, which supervisors read from the exit code; the JVM would say 143.
        Runtime.getRuntime().halt(Main.DONE);
    }
}
