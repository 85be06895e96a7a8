package org.throughline.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Whether the operator's database is one that we can use; if not, why is told at the start. */
final class Reach {
    private static final int OLDEST_VERSION = 15_00_00;
    private static final int PAUSE_MILLIS = 500;

    private Reach() {}

    /**
     * Connects once, trying for a while when nothing answers: the database may be starting too.
     *
     * @param patience for how long
     * @throws Failed with {@link Failure.Unavailable} and the reason
     */
    static void check(DatabaseSettings.Outside database, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection =
                    DriverManager.getConnection(database.url(), database.user(), database.password())) {
                checkVersion(connection);
                return;
            } catch (SQLException e) {
                if (!mayPass(e) || System.nanoTime() > deadline) {
                    throw new Failed(
                            new Failure.Unavailable("The database " + withoutParameters(database.url())
                                    + " cannot be used by " + database.user() + ": " + e.getMessage()),
                            e);
                }
                pause();
            }
        }
    }

    private static void checkVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SHOW server_version_num")) {
            version.next();
            if (version.getInt(1) < OLDEST_VERSION) {
                throw new Failed(new Failure.Unavailable(
                        "The database is of a PostgreSQL older than 15; upgrade it, or use the embedded one."));
            }
        }
    }

    /** Parameters of the address may hold a password. */
    private static String withoutParameters(String url) {
        return url.split("\\?", 2)[0];
    }

    private static boolean mayPass(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.equals("57P03"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(new Failure.Unavailable("Interrupted while starting."), e);
        }
    }
}
