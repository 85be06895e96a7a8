package org.throughline.login.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The accounts, and who knows the password of one. */
public final class Accounts {
    private static final Pattern NAME = Pattern.compile("[\\p{Ll}\\p{Nd}._@+-]{2,60}");

    private final Database database;
    private final Passwords passwords;
    private final Guesses guesses;
    private final InstantSource clock;

    public Accounts(Database database, Passwords passwords, Guesses guesses, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.guesses = guesses;
        this.clock = clock;
    }

    private record Secret(Account account, @Nullable String password) {}

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

    /** The account of this number as it is now; nobody changes it until the transaction ends. */
    public static Account lock(Connection connection, long number) throws SQLException {
        return Sql.first(
                        connection,
                        Account::of,
                        "SELECT " + Account.COLUMNS + " FROM account a WHERE a.account = ? FOR UPDATE",
                        number)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such account.")));
    }

    /**
     * Makes an account that has no password yet.
     *
     * @param name what is typed to log in
     * @param display a name for a person to read
     * @param subject who it is in the record; null for nobody
     * @return its number
     * @throws Failed with {@link Failure.Invalid} when the name is none, or {@link Failure.Conflict} when it is taken
     */
    public long add(Connection connection, AccountKind kind, String name, String display, @Nullable Subject subject)
            throws SQLException {
        checkName(name);
        return Sql.first(
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
                .orElseThrow(() -> taken(name));
    }

    /** Whether no account has this name. */
    public boolean isFree(Connection connection, String name) throws SQLException {
        return !Sql.any(connection, "SELECT 1 FROM account WHERE name = ?", canonical(name));
    }

    private static void checkName(String name) {
        if (!NAME.matcher(canonical(name)).matches()) {
            throw new Failed(new Failure.Invalid(
                    "value",
                    "name",
                    "A name to log in has 2 to 60 letters, digits and the signs . _ @ + - without blanks."));
        }
    }

    private static Failed taken(String name) {
        return new Failed(new Failure.Conflict("The name " + canonical(name) + " is taken. Choose another one."));
    }

    /** The account of this number. */
    public static Optional<Account> find(Connection connection, long number) throws SQLException {
        return Sql.first(
                connection, Account::of, "SELECT " + Account.COLUMNS + " FROM account a WHERE a.account = ?", number);
    }

    /** The account of that name. */
    public static Optional<Account> named(Connection connection, String name) throws SQLException {
        return Sql.first(
                connection,
                Account::of,
                "SELECT " + Account.COLUMNS + " FROM account a WHERE a.name = ?",
                canonical(name));
    }

    /**
     * The account of that name, when it is of use and the password is right. Neither the time taken nor the waits tell
     * whether the name exists.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when there were too many wrong tries just before
     */
    public Optional<Account> authenticate(String typed, String password) {
        String name = canonical(typed);
        guesses.begin(Guesses.Kind.NAME, name);
        Optional<Secret> secret = database.read(connection -> secret(connection, name));
        String kept = secret.map(Secret::password).orElseGet(passwords::nobodys);
        boolean right = passwords.matches(password, kept);
        Optional<Account> account =
                right ? secret.map(Secret::account).filter(known -> known.disabled() == null) : Optional.empty();
        account.ifPresent(known -> guesses.right(Guesses.Kind.NAME, name));
        return account;
    }

    /**
     * Whether this is the password of an account.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when there were too many wrong tries just before
     */
    public boolean knows(Account account, String password) {
        return account.hasPassword() && authenticate(account.name(), password).isPresent();
    }

    /** Gives an account a password, or takes it with null. */
    public void keep(Connection connection, long account, @Nullable String password) throws SQLException {
        Sql.change(
                connection,
                "UPDATE account SET password = ? WHERE account = ?",
                password == null ? null : passwords.hash(password),
                account);
    }

    /** The account of this number. */
    public Optional<Account> find(long number) {
        return database.read(connection -> find(connection, number));
    }

    /** A name that was typed, as the audit may hold it: what is no name here may be a secret that got into the wrong field. */
    public String known(String typed) {
        String name = canonical(typed);
        boolean known = database.read(connection -> Sql.any(connection, "SELECT 1 FROM account WHERE name = ?", name));
        return known ? name : "somebody unknown";
    }

    /** Names are told apart without regard to case and to blanks around them. */
    private static String canonical(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Secret> secret(Connection connection, String name) throws SQLException {
        return Sql.first(
                connection,
                row -> new Secret(Account.of(row), row.getString("password")),
                "SELECT " + Account.COLUMNS + ", a.password FROM account a WHERE a.name = ?",
                name);
    }
}
