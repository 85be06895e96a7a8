package org.throughline.login.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * The accounts, and who knows the password of one. After five wrong passwords in a row each further try has to wait,
 * twice as long each time, at most a quarter of an hour; so guessing is slow, and nobody is locked out for good.
 */
public final class Accounts {
    private static final int FREE_TRIES = 5;
    private static final int LONGEST_WAIT_SECONDS = 900;

    /** In the form of a kept password, and nobody's. */
    private static final String NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

    private final Database database;
    private final Passwords passwords;
    private final InstantSource clock;

    public Accounts(Database database, Passwords passwords, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
    }

    private record Secret(Account account, @Nullable String password, Duration delay) {}

    /** Makes the first account, which may do everything, unless any account exists; tells whether it did. */
    public boolean createFirst(String name, String display, String password) {
        String kept = passwords.hash(password);
        return database.inTransaction(connection -> {
            Sql.change(connection, "LOCK TABLE account IN EXCLUSIVE MODE");
            return Sql.change(
                            connection,
                            "INSERT INTO account (kind, name, display, everything, password, created)"
                                    + " SELECT 'STAFF', ?, ?, true, ?, ? WHERE NOT EXISTS (SELECT 1 FROM account)",
                            name,
                            display,
                            kept,
                            clock.instant())
                    == 1;
        });
    }

    public boolean none() {
        return database.read(connection -> !Sql.any(connection, "SELECT 1 FROM account LIMIT 1"));
    }

    /**
     * Makes an account that has no password yet.
     *
     * @return its number
     * @throws Failed with {@link Failure.Conflict} when the name is taken
     */
    public long add(AccountKind kind, String name, String display, @Nullable Subject subject) {
        return database.inTransaction(connection -> Sql.first(
                        connection,
                        row -> row.getLong(1),
                        "INSERT INTO account (kind, name, display, subject_type, subject_id, created)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING RETURNING account",
                        kind.name(),
                        canonical(name),
                        display,
                        subject == null ? null : subject.type(),
                        subject == null ? null : subject.id(),
                        clock.instant())
                .orElseThrow(() -> new Failed(new Failure.Conflict("The name " + name + " is taken."))));
    }

    /** The account of this number. */
    public static Optional<Account> find(Connection connection, long number) throws SQLException {
        return Sql.first(
                connection, Account::of, "SELECT " + Account.COLUMNS + " FROM account a WHERE a.account = ?", number);
    }

    /**
     * The account of that name, when it is of use and the password is right. Whether the name exists cannot be told from
     * the time taken.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when there were too many wrong tries just before
     */
    public Optional<Account> authenticate(String name, String password) {
        Optional<Secret> secret = database.read(connection -> secret(connection, canonical(name)));
        if (secret.isEmpty()) {
            passwords.matches(password, NOBODYS);
            return Optional.empty();
        }
        Secret known = secret.get();
        if (known.delay().isPositive()) {
            throw new Failed(new Failure.Unauthenticated(
                    "Too many wrong passwords; try again in " + (known.delay().toSeconds() + 1) + " seconds."));
        }
        String kept = known.password();
        boolean right = passwords.matches(password, kept == null ? NOBODYS : kept)
                && known.account().disabled() == null;
        database.inTransaction(connection -> noteTry(connection, known.account(), right));
        return right ? Optional.of(known.account()) : Optional.empty();
    }

    /** Names are told apart without regard to case and to blanks around them. */
    private static String canonical(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private Optional<Secret> secret(Connection connection, String name) throws SQLException {
        return Sql.first(
                connection,
                this::secret,
                "SELECT " + Account.COLUMNS + ", a.password, a.failures, a.last_failure FROM account a"
                        + " WHERE a.name = ?",
                name);
    }

    private Secret secret(ResultSet row) throws SQLException {
        return new Secret(
                Account.of(row),
                row.getString("password"),
                delay(row.getInt("failures"), Sql.instant(row, "last_failure")));
    }

    private Duration delay(int failures, @Nullable Instant last) {
        if (failures < FREE_TRIES || last == null) {
            return Duration.ZERO;
        }
        long seconds = Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(failures - FREE_TRIES, 20));
        return Duration.between(clock.instant(), last.plusSeconds(seconds));
    }

    private int noteTry(Connection connection, Account account, boolean right) throws SQLException {
        return right
                ? Sql.change(
                        connection,
                        "UPDATE account SET failures = 0 WHERE account = ? AND failures > 0",
                        account.number())
                : Sql.change(
                        connection,
                        "UPDATE account SET failures = failures + 1, last_failure = ? WHERE account = ?",
                        clock.instant(),
                        account.number());
    }
}
