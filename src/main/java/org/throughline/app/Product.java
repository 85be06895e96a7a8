package org.throughline.app;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.DatabaseSettings;
import org.throughline.database.FolderLock;
import org.throughline.http.Handler;
import org.throughline.http.HttpServer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.rest.Rest;

/**
 * The running product: what starts it, in which order, and what stops it.
 * The database starts on a thread of its own while the rest loads; until both are there, only {@code /health} answers. How the
 * rooms fit together is told in {@link Wiring}.
 */
final class Product implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Product.class.getName());

    private final ServeSettings settings;
    private final String address;
    private final @Nullable FolderLock lock;
    private final HttpServer server;
    private final Wiring wiring;
    private final Optional<String> generatedPassword;

    private Product(
            ServeSettings settings,
            String address,
            @Nullable FolderLock lock,
            HttpServer server,
            Wiring wiring,
            Optional<String> generatedPassword) {
        this.settings = settings;
        this.address = address;
        this.lock = lock;
        this.server = server;
        this.wiring = wiring;
        this.generatedPassword = generatedPassword;
    }

    /**
     * Starts everything and returns when requests are served.
     *
     * @throws Failed when something cannot start; whatever had started is stopped again
     */
    static Product start(ServeSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    /** The same, by a clock of the caller's. */
    static Product start(ServeSettings settings, Clock clock) {
        FolderLock lock = lock(settings);
        AtomicReference<Handler> handler = new AtomicReference<>(Health::starting);
        HttpServer server = listen(settings, handler);
        String address = address(settings, server);
        FutureTask<Database> opening = new FutureTask<>(() -> Database.open(settings.database()));
        Thread.ofVirtual().name("database-start").start(opening);
        try {
            Groundwork ground = Groundwork.load(settings.data(), address + "/fhir", clock);
            Wiring wiring = new Wiring(ground, result(opening), settings.rules());
            wiring.care().templates().bringShipped(Installation.operator());
            Optional<String> generated = wiring.login().makeFirstAdministrator(settings.administratorPassword());
            handler.set(wiring.routes());
            new RunFile(address, Version.CURRENT).writeTo(settings.data());
            return new Product(settings, address, lock, server, wiring, generated);
        } catch (IOException e) {
            abandon(server, opening);
            throw unusable(settings.data(), e);
        } catch (RuntimeException e) {
            abandon(server, opening);
            throw e;
        }
    }

    private static void abandon(HttpServer server, FutureTask<Database> opening) {
        server.close();
        try {
            result(opening).close();
        } catch (Failed e) {
            LOG.log(Level.DEBUG, "There was no database to close", e);
        }
    }

    Wiring wiring() {
        return wiring;
    }

    /** The address that others reach us by. */
    String address() {
        return address;
    }

    private static String address(ServeSettings settings, HttpServer server) {
        String scheme = settings.http().tls() == null ? "http" : "https";
        return settings.base().orElse(scheme + "://127.0.0.1:" + server.port());
    }

    /** Tells the person who started it where it is, and the first administrator's password this once. */
    void announce(PrintStream out) {
        generatedPassword.ifPresent(password -> {
            out.println("The first administrator is admin, with the password " + password);
            out.println("It is not shown again.");
        });
        out.println("Throughline is ready at " + address + "/");
        out.flush();
    }

    @Override
    public void close() {
        wiring.hush();
        server.close();
        wiring.close();
        try {
            RunFile.delete(settings.data());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The run file could not be deleted", e);
        }
        if (lock != null) {
            lock.close();
        }
    }

    private static HttpServer listen(ServeSettings settings, AtomicReference<Handler> handler) {
        try {
            return HttpServer.start(settings.http(), request -> handler.get().handle(request), Rest::unreadable);
        } catch (IOException e) {
            throw new Failed(
                    new Failure.Unavailable("Port " + settings.http().port() + " on "
                            + settings.http().bind() + " cannot be listened on: " + e.getMessage()),
                    e);
        }
    }

    /** The embedded database locks its folder itself. */
    private static @Nullable FolderLock lock(ServeSettings settings) {
        try {
            Files.createDirectories(settings.data());
            return settings.database() instanceof DatabaseSettings.Embedded ? null : FolderLock.of(settings.data());
        } catch (IOException e) {
            throw unusable(settings.data(), e);
        }
    }

    /** What a task gave, or the failure that it ended with. */
    static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failed failed
                    ? failed
                    : new Failed(new Failure.Internal("The product did not start."), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(new Failure.Unavailable("Interrupted while starting."), e);
        }
    }

    private static Failed unusable(Path data, IOException e) {
        return new Failed(new Failure.Unavailable("The data folder " + data + " cannot be used: " + e.getMessage()), e);
    }
}
