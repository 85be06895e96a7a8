package org.throughline.login.factor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.keys.MasterKey;

/** The factors of accounts: what there is, and codes of authenticator apps. */
public final class Factors {
    private final Database database;
    private final MasterKey key;
    private final InstantSource clock;

    public Factors(Database database, MasterKey key, InstantSource clock) {
        this.database = database;
        this.key = key;
        this.clock = clock;
    }

    private record App(long factor, byte[] secret, long lastStep) {}

    /** The factors of an account, the oldest first. */
    public List<Factor> of(long account) {
        return database.read(connection -> Sql.list(
                connection,
                Factor::of,
                "SELECT " + Factor.COLUMNS + " FROM factor WHERE account = ? ORDER BY factor",
                account));
    }

    /** Whether an account has any factor. */
    static boolean any(Connection connection, long account) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM factor WHERE account = ?", account);
    }

    /** Whether an account has a factor of that kind. */
    public static boolean any(Connection connection, long account, Factor.Kind kind) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM factor WHERE account = ? AND kind = ?", account, kind.name());
    }

    /** Takes all factors and recovery codes of an account away. */
    public static void removeAll(Connection connection, long account) throws SQLException {
        Sql.change(connection, "DELETE FROM factor WHERE account = ?", account);
        RecoveryCodes.removeAll(connection, account);
    }

    /** Takes a factor away; false when the account has no such factor. */
    public static boolean remove(Connection connection, long account, long factor) throws SQLException {
        return Sql.change(connection, "DELETE FROM factor WHERE account = ? AND factor = ?", account, factor) == 1;
    }

    /** Whether this is the present code of an app of the account; each is taken once. */
    boolean takeCode(long account, String code) {
        return database.inTransaction(connection -> {
            for (App app : apps(connection, account)) {
                OptionalLong step = Totp.step(app.secret(), code, clock.instant(), app.lastStep());
                if (step.isPresent()) {
                    Sql.change(
                            connection,
                            "UPDATE factor SET counter = ?, used = ? WHERE factor = ?",
                            step.getAsLong(),
                            clock.instant(),
                            app.factor());
                    return true;
                }
            }
            return false;
        });
    }

    /** Adds an app that has just shown the code of that step. */
    void addApp(Connection connection, long account, String label, byte[] secret, long step) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO factor (account, kind, label, secret, counter, created) VALUES (?, 'TOTP', ?, ?, ?, ?)",
                account,
                label,
                key.wrap(secret, name(account)),
                step,
                clock.instant());
    }

    /** The apps, locked so that the same code that is sent twice at once is taken once. */
    private List<App> apps(Connection connection, long account) throws SQLException {
        return Sql.list(
                connection,
                row -> app(row, account),
                "SELECT factor, secret, counter FROM factor WHERE account = ? AND kind = 'TOTP' ORDER BY factor"
                        + " FOR UPDATE",
                account);
    }

    private App app(ResultSet row, long account) throws SQLException {
        return new App(
                row.getLong("factor"), key.unwrap(row.getBytes("secret"), name(account)), row.getLong("counter"));
    }

    private static String name(long account) {
        return "totp of account " + account;
    }
}
