package org.throughline.login.provider;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;

/**
 * Who is who at the identity provider. Somebody there becomes an account's only by being linked with it, by its owner or
 * through an invitation: never because a name or an e-mail address is the same.
 */
public final class Identities {
    private final Database database;
    private final InstantSource clock;

    public Identities(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whose identity this is; it is noted that it was used. */
    public Optional<Account> use(Identity identity) {
        Instant now = clock.instant();
        return database.inTransaction(connection -> Sql.first(
                connection,
                Account::of,
                "UPDATE outside_identity o SET used = ?, name = ? FROM account a"
                        + " WHERE o.issuer = ? AND o.subject = ? AND a.account = o.account RETURNING "
                        + Account.COLUMNS,
                now,
                identity.name(),
                identity.issuer(),
                identity.subject()));
    }

    /**
     * Links somebody with an account, in place of whom it was linked with at this provider.
     *
     * @throws Failed with {@link Failure.Conflict} when they are another account's
     */
    public void link(Connection connection, long account, Identity identity) throws SQLException {
        Sql.change(
                connection,
                "DELETE FROM outside_identity WHERE account = ? AND issuer = ?",
                account,
                identity.issuer());
        int linked = Sql.change(
                connection,
                "INSERT INTO outside_identity (issuer, subject, account, name, linked) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                identity.issuer(),
                identity.subject(),
                account,
                identity.name(),
                clock.instant());
        if (linked == 0) {
            throw new Failed(new Failure.Conflict(
                    "Whom you logged in as there belongs to another account here. Ask who manages accounts."));
        }
    }

    /** Takes all links of an account away; tells how many there were. */
    public static int unlink(Connection connection, long account) throws SQLException {
        return Sql.change(connection, "DELETE FROM outside_identity WHERE account = ?", account);
    }

    /** Who the person of an account is at the present provider. */
    public Optional<LinkedIdentity> of(long account) {
        return database.read(connection -> Sql.first(
                connection,
                LinkedIdentity::of,
                "SELECT o.name, o.linked, o.used FROM outside_identity o JOIN identity_provider p"
                        + " ON p.issuer = o.issuer WHERE o.account = ?",
                account));
    }
}
