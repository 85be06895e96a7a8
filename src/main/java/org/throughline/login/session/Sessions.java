package org.throughline.login.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.kernel.Digest;
import org.throughline.login.account.Account;
import org.throughline.login.account.AccountKind;
import org.throughline.login.role.PresentRights;

/**
 * Who is logged in. A session is locked when its person says so or leaves it idle; it ends when they log out or in again,
 * and after twelve hours.
 */
public final class Sessions {
    /** The longest that a session lasts. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** Whether a session {@code s} can be used at a moment, which is given twice. */
    private static final String OPEN = "NOT s.locked AND s.begun > ?::timestamptz - interval '12 hours'"
            + " AND s.seen > ?::timestamptz - (1 + i.minutes) * interval '1 minute'";

    /** What is set for all sessions. */
    private static final String SET = "(SELECT coalesce((SELECT value::integer FROM setting"
            + " WHERE name = 'IDLE_MINUTES'), 15) AS minutes,"
            + " EXISTS (SELECT 1 FROM setting WHERE name = 'SECOND_FACTOR' AND value = 'yes') AS two) i";

    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final Database database;
    private final PresentRights rights;
    private final SecureRandom random;
    private final InstantSource clock;

    public Sessions(Database database, PresentRights rights, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.rights = rights;
        this.random = random;
        this.clock = clock;
    }

    /** A row of the table, with its account. */
    private record Found(
            long number,
            Account account,
            Instant begun,
            Instant proven,
            Instant seen,
            boolean strong,
            @Nullable Long worksAs,
            String worksAsText,
            int idleMinutes,
            boolean two) {
        static Found of(ResultSet row) throws SQLException {
            return new Found(
                    row.getLong("session"),
                    Account.of(row),
                    Objects.requireNonNull(Sql.instant(row, "begun")),
                    Objects.requireNonNull(Sql.instant(row, "proven")),
                    Objects.requireNonNull(Sql.instant(row, "seen")),
                    row.getBoolean("strong"),
                    row.getObject("held", Long.class),
                    Objects.requireNonNullElse(row.getString("works_as"), ""),
                    row.getInt("minutes"),
                    row.getBoolean("two"));
        }
    }

    /**
     * What is known of a session when it begins.
     *
     * @param strong whether a second factor, or a passkey, was shown
     * @param proven when the person showed who they are
     * @param address where it comes from
     * @param agent what the browser calls itself
     */
    public record Origin(boolean strong, Instant proven, String address, String agent) {
        private static final int LONGEST = 200;

        public Origin {
            agent = agent.length() > LONGEST ? agent.substring(0, LONGEST) : agent;
        }
    }

    /**
     * Begins a session and gives the token that its browser is to hold.
     *
     * @param before the token of the session that the browser had, which ends; empty for none. Its person goes on in the
     *     role in which they worked
     */
    public String begin(Account account, Origin origin, String before) {
        String token = Secrets.next(random);
        Instant now = clock.instant();
        database.inTransaction(connection -> {
            removeExpired(connection, now);
            Sql.change(connection, "UPDATE account SET used = ? WHERE account = ?", now, account.number());
            Sql.change(
                    connection,
                    "INSERT INTO session (token, account, begun, proven, seen, strong, address, agent, held, works_as)"
                            + " SELECT ?, n.account, ?, ?, ?, ?, ?, ?, s.held, s.works_as"
                            + " FROM (VALUES (?::bigint)) AS n (account)"
                            + " LEFT JOIN session s ON s.account = n.account AND s.token = ?",
                    digest(token),
                    now,
                    origin.proven(),
                    now,
                    origin.strong(),
                    origin.address(),
                    origin.agent(),
                    account.number(),
                    digest(before));
            return Sql.change(connection, "DELETE FROM session WHERE token = ?", digest(before));
        });
        return token;
    }

    /**
     * Says in which role the person of a session works from now on.
     *
     * @param held the number of the held role; null for all
     * @param text the role and its site, as the person reads them
     */
    public static boolean workAs(Connection connection, Session session, @Nullable Long held, String text)
            throws SQLException {
        return Sql.change(
                        connection,
                        "UPDATE session SET held = h.held, works_as = ? FROM (VALUES (?::bigint)) AS w (held)"
                                + " LEFT JOIN held_role h ON h.held = w.held AND h.account = ?"
                                + " WHERE session = ? AND (w.held IS NULL OR h.held IS NOT NULL)",
                        held == null ? null : text,
                        held,
                        session.account().number(),
                        session.number())
                == 1;
    }

    /**
     * The session that this token is of, while it lasts, with the person's rights of this moment.
     *
     * @param used whether its person does something, so that it is not idle
     */
    public Optional<Session> find(String token, boolean used) {
        return database.read(connection -> find(connection, token, used));
    }

    private Optional<Session> find(Connection connection, String token, boolean used) throws SQLException {
        Instant now = clock.instant();
        Optional<Found> row = Sql.first(
                connection,
                Found::of,
                "SELECT s.session, s.begun, s.proven, s.seen, s.strong, s.held, s.works_as, i.minutes, i.two, "
                        + Account.COLUMNS
                        + " FROM session s JOIN account a ON a.account = s.account CROSS JOIN " + SET
                        + " WHERE s.token = ? AND a.disabled IS NULL AND " + OPEN,
                digest(token),
                now,
                now);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        Found found = row.get();
        if (used && found.seen().isBefore(now.minus(GRAIN))) {
            Sql.change(connection, "UPDATE session SET seen = ? WHERE session = ?", now, found.number());
        }
        Account account = found.account();
        PresentRights.Standing standing = rights.standing(connection, account, found.worksAs());
        return Optional.of(new Session(
                found.number(),
                account,
                standing.caller(),
                standing.several(),
                standing.worksAs() ? found.worksAsText() : "",
                found.begun(),
                found.proven(),
                found.strong(),
                found.two() && account.kind() == AccountKind.STAFF && !found.strong(),
                found.idleMinutes() * 60));
    }

    /** Says that the person of a session has shown a second factor by now. */
    public static void strengthen(Connection connection, long session) throws SQLException {
        Sql.change(connection, "UPDATE session SET strong = true WHERE session = ?", session);
    }

    /** Whose session this token is of, also while it is locked. */
    public Optional<Account> owner(String token) {
        return database.read(connection -> Sql.first(
                connection,
                Account::of,
                "SELECT " + Account.COLUMNS + " FROM session s JOIN account a ON a.account = s.account"
                        + " WHERE s.token = ?",
                digest(token)));
    }

    /** Locks a session; false when it was locked already. */
    public static boolean lock(Connection connection, long session) throws SQLException {
        return Sql.change(connection, "UPDATE session SET locked = true WHERE session = ? AND NOT locked", session)
                == 1;
    }

    /** Whether somebody is logged in with an account at a moment, also where the screen is locked. */
    public static boolean isLoggedIn(Connection connection, long account, Instant now) throws SQLException {
        return Sql.any(
                connection,
                "SELECT 1 FROM session WHERE account = ? AND begun > ? LIMIT 1",
                account,
                now.minus(LONGEST));
    }

    /** Ends the session; does nothing when there is none. */
    public void end(String token) {
        database.inTransaction(
                connection -> Sql.change(connection, "DELETE FROM session WHERE token = ?", digest(token)));
    }

    /** The sessions of an account that last, the one begun last first. */
    public List<OpenSession> of(long account) {
        Instant now = clock.instant();
        return database.read(connection -> Sql.list(
                connection,
                OpenSession::of,
                "SELECT session, begun, seen, strong, address, agent FROM session"
                        + " WHERE account = ? AND begun > ? ORDER BY begun DESC",
                account,
                now.minus(LONGEST)));
    }

    /** Ends one session of an account; false when it has no such session. */
    public static boolean end(Connection connection, long account, long session) throws SQLException {
        return Sql.change(connection, "DELETE FROM session WHERE account = ? AND session = ?", account, session) == 1;
    }

    /** Ends all sessions of an account but one; 0 for none. */
    public static int endOthers(Connection connection, long account, long session) throws SQLException {
        return Sql.change(connection, "DELETE FROM session WHERE account = ? AND session <> ?", account, session);
    }

    private static void removeExpired(Connection connection, Instant now) throws SQLException {
        Sql.change(connection, "DELETE FROM session WHERE begun <= ?", now.minus(LONGEST));
    }

    private static byte[] digest(String token) {
        return Digest.sha256(token.getBytes(UTF_8));
    }
}
