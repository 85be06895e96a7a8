package org.throughline.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.throughline.kernel.Failed;

/**
 * Real databases for tests. One embedded server per test JVM, kept under {@code target/}; each call gives a fresh,
 * migrated database of it, copied from a template in a few milliseconds:
 *
 * <pre>{@code
 * private static final Database database = TestDatabase.fresh();
 * }</pre>
 *
 * <p>Nothing needs closing: what a class of tests was given is thrown away when the class is through.
 */
public final class TestDatabase {
    private static final String TEMPLATE = "migrated";
    /** Which of the JVMs that run tests side by side this one is. */
    private static final String FORK = System.getProperty("tests.fork", "0");

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<String, Database> GIVEN = new ConcurrentHashMap<>();

    private TestDatabase() {}

    /** The same database for its owner, who may do what the product may not. Close it. */
    public static Database owner(Database database) {
        return database.asOwner();
    }

    /** A database of its own for the caller, with all tables and no rows, and the rights that the product has. */
    public static Database fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        Database.create(Shared.SERVER.address("postgres"), name, TEMPLATE);
        Database database = Database.of(Shared.SERVER.address(name));
        GIVEN.put(name, database);
        return database;
    }

    /** Throws away all that were given until now: the server looks after each that is there, and holds its connections. */
    public static void discard() {
        if (GIVEN.isEmpty()) {
            return;
        }
        try (Database maintenance =
                Database.of(Shared.SERVER.address("postgres").asOwner())) {
            for (String name : Set.copyOf(GIVEN.keySet())) {
                Objects.requireNonNull(GIVEN.remove(name)).close();
                maintenance.read(connection -> drop(connection, name));
            }
        }
    }

    private static boolean drop(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    /** How to reach a new empty database as an operator's own, for tests of the product's start. */
    public static DatabaseSettings.Outside outside() {
        String name = "outside_" + COUNT.incrementAndGet();
        Database.create(Shared.SERVER.address("postgres"), name, "template0");
        return Shared.SERVER.address(name).asOwner();
    }

    /** Started at the first use; a class of its own so that the JVM sees to it that it happens once. */
    private static final class Shared {
        private static final EmbeddedServer SERVER = start();

        private static EmbeddedServer start() {
            EmbeddedServer server = startInFreeFolder();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            try (Database maintenance = Database.of(server.address("postgres").asOwner())) {
                maintenance.read(TestDatabase::dropLeftovers);
            }
            Database.create(server.address("postgres"), TEMPLATE, "template0");
            Migrations.run(server.address(TEMPLATE));
            RuntimeRole.prepare(server.address(TEMPLATE));
            return server;
        }

        private static EmbeddedServer startInFreeFolder() {
            for (int number = 1; ; number++) {
                Path folder = Path.of("target", "test-database-" + FORK + "-" + number)
                        .toAbsolutePath();
                try {
                    return EmbeddedServer.start(
                            folder, List.of("-c", "fsync=off", "-c", "autovacuum=off", "-c", "max_connections=600"));
                } catch (Failed e) {
                    if (number == 5 || !Files.exists(folder.resolve("postgres"))) {
                        throw e;
                    }
                }
            }
        }
    }

    private static boolean dropLeftovers(java.sql.Connection connection) throws java.sql.SQLException {
        try (var names = connection.createStatement();
                var drop = connection.createStatement();
                var found = names.executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'"
                        + " OR datname LIKE 'outside\\_%' OR datname = '" + TEMPLATE + "'")) {
            while (found.next()) {
                drop.execute("DROP DATABASE " + found.getString(1) + " WITH (FORCE)");
            }
            return true;
        }
    }
}
