package org.throughline.login;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.Database;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The people who can log in. After five wrong passwords in a row each further try has to wait, twice as long each time,
 * at most a quarter of an hour; so guessing is slow, and nobody is locked out for good.
 */
final class Accounts {
    private static final int FREE_TRIES = 5;
    private static final int LONGEST_WAIT_SECONDS = 900;

    /** In the form of a kept password, and nobody's. */
    private static final String NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

    private final Database database;
    private final Passwords passwords;
    private final InstantSource clock;

    Accounts(Database database, Passwords passwords, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** An account; {@code delay} is how long its next try has to wait. */
    record Account(long number, String name, String display, String password, Duration delay) {
        Caller caller() {
            return Accounts.caller(number, display);
        }
    }

    /** Who acts with an account. Every account is an administrator's yet, and may do everything. */
    static Caller caller(long number, String display) {
        return new Caller("account/" + number, display, Rights.EVERYTHING);
    }

    /** Makes the account unless any account exists; tells whether it did. */
    boolean createFirst(String name, String display, String password) {
        String kept = passwords.hash(password);
        return database.inTransaction(connection -> {
            try (PreparedStatement lock = connection.prepareStatement("LOCK TABLE account IN EXCLUSIVE MODE");
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO account"
                            + " (name, display, password, created) SELECT ?, ?, ?, ?"
                            + " WHERE NOT EXISTS (SELECT 1 FROM account)")) {
                lock.execute();
                insert.setString(1, name);
                insert.setString(2, display);
                insert.setString(3, kept);
                insert.setTimestamp(4, Timestamp.from(clock.instant()));
                return insert.executeUpdate() == 1;
            }
        });
    }

    boolean none() {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM account LIMIT 1");
                    ResultSet row = select.executeQuery()) {
                return !row.next();
            }
        });
    }

    /**
     * The account of that name, when the password is right. Whether the name exists cannot be told from the time taken.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when there were too many wrong tries just before
     */
    Optional<Account> authenticate(String name, String password) {
        Optional<Account> account = database.read(connection -> find(connection, name));
        if (account.isEmpty()) {
            passwords.matches(password, NOBODYS);
            return Optional.empty();
        }
        if (account.get().delay().isPositive()) {
            throw new Failed(new Failure.Unauthenticated("Too many wrong passwords; try again in "
                    + (account.get().delay().toSeconds() + 1) + " seconds."));
        }
        boolean right = passwords.matches(password, account.get().password());
        database.inTransaction(connection -> noteTry(connection, account.get(), right));
        return right ? account : Optional.empty();
    }

    private Optional<Account> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT account, name, display, password, failures, last_failure FROM account WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Duration delay = delay(row.getInt("failures"), row.getTimestamp("last_failure"));
                return Optional.of(new Account(
                        row.getLong("account"),
                        row.getString("name"),
                        row.getString("display"),
                        row.getString("password"),
                        delay));
            }
        }
    }

    private Duration delay(int failures, @Nullable Timestamp last) {
        if (failures < FREE_TRIES || last == null) {
            return Duration.ZERO;
        }
        long seconds = Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(failures - FREE_TRIES, 20));
        Instant next = last.toInstant().plusSeconds(seconds);
        return Duration.between(clock.instant(), next);
    }

    private boolean noteTry(Connection connection, Account account, boolean right) throws SQLException {
        String sql = right
                ? "UPDATE account SET failures = 0 WHERE account = ? AND failures > 0"
                : "UPDATE account SET failures = failures + 1, last_failure = ? WHERE account = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            if (!right) {
                update.setTimestamp(1, Timestamp.from(clock.instant()));
            }
            update.setLong(right ? 1 : 2, account.number());
            return update.executeUpdate() == 1;
        }
    }
}
