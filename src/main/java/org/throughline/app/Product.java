package org.throughline.app;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.DatabaseSettings;
import org.throughline.database.FolderLock;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.HttpServer;
import org.throughline.http.Routes;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.SigningKey;
import org.throughline.login.IssuedTokens;
import org.throughline.login.Login;
import org.throughline.login.Tokens;

/**
 * The running product: everything that is wired together, in the order in which it starts, and the one table of routes.
 * The database starts on a thread of its own while the rest loads; until both are there, only {@code /health} answers.
 */
final class Product implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Product.class.getName());

    private final ServeSettings settings;
    private final String address;
    private final @Nullable FolderLock lock;
    private final HttpServer server;
    private final AuditTrail audit;
    private final Database database;
    private final Optional<String> generatedPassword;

    private Product(
            ServeSettings settings,
            @Nullable FolderLock lock,
            HttpServer server,
            AuditTrail audit,
            Database database,
            Optional<String> generatedPassword) {
        this.settings = settings;
        this.address = address(settings, server);
        this.lock = lock;
        this.server = server;
        this.audit = audit;
        this.database = database;
        this.generatedPassword = generatedPassword;
    }

    /**
     * Starts everything and returns when requests are served.
     *
     * @throws Failed when something cannot start; whatever had started is stopped again
     */
    static Product start(ServeSettings settings) {
        FutureTask<Database> opening = new FutureTask<>(() -> Database.open(settings.database()));
        AtomicReference<Handler> handler = new AtomicReference<>(Health::starting);
        HttpServer server = listen(settings, handler);
        try {
            FolderLock lock = lock(settings);
            Thread.ofVirtual().name("database-start").start(opening);
            return wire(settings, lock, server, handler, opening);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Product wire(
            ServeSettings settings,
            @Nullable FolderLock lock,
            HttpServer server,
            AtomicReference<Handler> handler,
            FutureTask<Database> opening) {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        Tokens tokens = new Tokens(SigningKey.of(settings.data()), clock);

        Database database = result(opening);
        try {
            AuditTrail audit = new AuditTrail(database);
            IssuedTokens issued = new IssuedTokens(settings.data());
            issued.moveTo(audit);
            Login login = new Login(database, tokens, issued, audit, clock, random);
            Optional<String> generated = login.makeFirstAdministrator(settings.administratorPassword());
            Product product = new Product(settings, lock, server, audit, database, generated);
            new RunFile(product.address, Version.CURRENT).writeTo(settings.data());
            String base = product.address + "/fhir";
            Store store = Store.of(database, audit, settings.data(), base, random);
            handler.set(routes(database, store.api(login, base)));
            return product;
        } catch (IOException e) {
            database.close();
            throw unusable(settings.data(), e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Which path is answered by whom. */
    private static Handler routes(Database database, Handler fhir) {
        return Routes.otherwise(request -> Answer.of(404))
                .with("/health", new Health(database))
                .with("/fhir", fhir);
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
        server.close();
        audit.close();
        database.close();
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
            return HttpServer.start(settings.http(), request -> handler.get().handle(request));
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
