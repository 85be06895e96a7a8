package org.throughline.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The one database. Work is handed in and gets a connection; what it throws is turned into a {@link Failure}.
 *
 * <p>Transactions are READ COMMITTED; who needs more locks rows, in the order of their ids. A transaction that ends in
 * a deadlock or a serialization failure is run again, so work must be repeatable: no effect outside the database.
 */
public final class Database implements AutoCloseable {
    private static final String NAME = "throughline";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 6;

    private final DatabaseSettings.Outside address;
    private final HikariDataSource pool;
    private final @Nullable EmbeddedServer server;
    private final boolean embedded;

    private Database(
            DatabaseSettings.Outside address,
            HikariDataSource pool,
            @Nullable EmbeddedServer server,
            boolean embedded) {
        this.address = address;
        this.pool = pool;
        this.server = server;
        this.embedded = embedded;
    }

    /**
     * Starts or finds the database and brings its tables up to date. It takes about a second on a folder in use, a few
     * on an empty one; start it on a thread of its own and do other things meanwhile.
     *
     * @throws Failed with {@link Failure.Unavailable} when it cannot be used; the message says why and what to do
     */
    public static Database open(DatabaseSettings settings) {
        return switch (settings) {
            case DatabaseSettings.Embedded(var folder) -> embedded(EmbeddedServer.start(folder, List.of()));
            case DatabaseSettings.Outside outside -> {
                Reach.check(outside.asOwner(), PATIENCE);
                yield ready(outside, null);
            }
        };
    }

    /**
     * For commands beside a running product: its database when one runs on the folder, else as {@link #open}. Closing it
     * stops only what this call started.
     */
    public static Database join(DatabaseSettings settings) {
        if (settings instanceof DatabaseSettings.Embedded(var folder)
                && FolderLock.holder(folder).isPresent()) {
            DatabaseSettings.Outside running = EmbeddedServer.running(folder, NAME);
            return new Database(running, Pool.of(running), null, true);
        }
        return open(settings);
    }

    private static Database embedded(EmbeddedServer server) {
        try {
            create(server.address("postgres"), NAME, "template1");
            return ready(server.address(NAME), server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Database ready(DatabaseSettings.Outside address, @Nullable EmbeddedServer server) {
        Migrations.run(address);
        RuntimeRole.prepare(address);
        return new Database(address, Pool.of(address), server, server != null);
    }

    /** A database that is there and up to date. */
    static Database of(DatabaseSettings.Outside address) {
        return new Database(address, Pool.of(address), null, false);
    }

    /**
     * The same database for work that takes its time, an export or a vacuum: with a few connections of its own, so that
     * it takes none from others, and without their limit on a statement. Closing it closes those.
     */
    public Database unhurried() {
        return new Database(address, Pool.unhurried(address), null, embedded);
    }

    /** The same database for its owner, who may also change tables; unhurried. */
    Database asOwner() {
        return new Database(address.asOwner(), Pool.unhurried(address.asOwner()), null, embedded);
    }

    /**
     * Runs the work in one transaction and commits it. Anything that it throws rolls everything back.
     *
     * @throws Failed with {@link Failure.Conflict} when others kept getting in the way, {@link Failure.Unavailable}
     *     when the database cannot be reached, {@link Failure.TooCostly} when a statement ran out of time
     */
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        return retried(connection -> committed(connection, work));
    }

    private <T extends @Nullable Object> T retried(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = pool.getConnection()) {
                return work.run(connection);
            } catch (SQLException e) {
                requireRetry(attempt, e);
            } catch (OpenTransaction.Broken e) {
                requireRetry(attempt, e.failure());
            }
            pauseBefore(attempt);
        }
    }

    private void requireRetry(int attempt, SQLException failure) {
        if (attempt == ATTEMPTS || !SqlFailures.worthRetrying(failure)) {
            throw failed(failure);
        }
    }

    private Failed failed(SQLException e) {
        return pool.isClosed() ? SqlFailures.ended(e) : SqlFailures.failed(e);
    }

    private static <T extends @Nullable Object> T committed(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        // The pool rolls back whatever is not committed when it takes the connection back.
        T result = work.run(connection);
        connection.commit();
        return result;
    }

    /**
     * Runs work that sends one {@link Pipeline}, whose statements commit together or not at all, without the round trips
     * of a transaction.
     *
     * @throws Failed as {@link #inTransaction}
     */
    public <T extends @Nullable Object> T atOnce(Work<T> work) {
        return retried(work);
    }

    /**
     * Runs reading work outside any transaction: each statement sees what was committed when it began.
     *
     * @throws Failed as {@link #inTransaction}
     */
    public <T extends @Nullable Object> T read(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The connections themselves, for who needs to hold one. */
    public DataSource dataSource() {
        return pool;
    }

    /** The process number of the embedded server that runs on a data folder, whoever started it. */
    public static OptionalLong serverPid(Path folder) {
        Path cluster = folder.resolve("postgres");
        return PidFile.of(cluster).filter(file -> file.isServerOf(cluster)).stream()
                .mapToLong(PidFile::pid)
                .findFirst();
    }

    /** Whether it is the PostgreSQL of the data folder, and not one of the operator's own. */
    public boolean isEmbedded() {
        return embedded;
    }

    /** Whether it answers now. */
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Closes the connections and stops the embedded server, within about ten seconds. */
    @Override
    public void close() {
        pool.close();
        if (server != null) {
            server.close();
        }
    }

    /** Makes a database unless there is one of that name. */
    static void create(DatabaseSettings.Outside at, String name, String template) {
        try (Connection connection = DriverManager.getConnection(at.url(), at.owner(), at.ownerPassword());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
            }
        } catch (SQLException e) {
            throw SqlFailures.failed(e);
        }
    }

    private static void pauseBefore(int attempt) {
        try {
            Thread.sleep(5L * attempt * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(new Failure.Unavailable("The server is stopping."), e);
        }
    }
}
