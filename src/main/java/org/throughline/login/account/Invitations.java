package org.throughline.login.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Digest;

/**
 * Links by which somebody begins to use an account, or comes back to it when the ways in are lost: each once, and for some
 * days. An account has one at most.
 */
public final class Invitations {
    private static final int BYTES = 32;

    private final Database database;
    private final SecureRandom random;
    private final InstantSource clock;

    public Invitations(Database database, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /** Makes the link of an account, in place of one that it had: what stands in it, which is kept nowhere. */
    public String issue(Connection connection, long account, Duration validity) throws SQLException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Sql.change(
                connection,
                "INSERT INTO invitation (token, account, expires) VALUES (?, ?, ?) ON CONFLICT (account) DO UPDATE"
                        + " SET token = excluded.token, expires = excluded.expires",
                digest(token),
                account,
                clock.instant().plus(validity));
        return token;
    }

    /** By what a link is known again, without telling it. */
    public static String mark(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(token));
    }

    /** Whose link this is, while it is good. */
    public Optional<Account> account(String token) {
        return marked(mark(token));
    }

    /** Whose link has this mark, while it is good. */
    public Optional<Account> marked(String mark) {
        return database.read(connection -> Sql.first(
                connection,
                Account::of,
                "SELECT " + Account.COLUMNS + " FROM invitation i JOIN account a ON a.account = i.account"
                        + " WHERE i.token = ? AND i.expires > ? AND a.disabled IS NULL",
                Base64.getUrlDecoder().decode(mark),
                clock.instant()));
    }

    /** Uses the link of a mark up; false when it is good no more. */
    public boolean use(Connection connection, String mark) throws SQLException {
        return Sql.change(
                        connection,
                        "DELETE FROM invitation WHERE token = ? AND expires > ?",
                        Base64.getUrlDecoder().decode(mark),
                        clock.instant())
                == 1;
    }

    /** Takes the link of an account back. */
    public static void revoke(Connection connection, long account) throws SQLException {
        Sql.change(connection, "DELETE FROM invitation WHERE account = ?", account);
    }

    private static byte[] digest(String token) {
        return Digest.sha256(token.getBytes(UTF_8));
    }
}
