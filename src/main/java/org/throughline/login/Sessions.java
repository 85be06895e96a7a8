package org.throughline.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.database.Database;

/** Who is logged in. A session ends when its person logs out, leaves it idle for half an hour, or after twelve hours. */
final class Sessions {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration GRAIN = Duration.ofMinutes(1);
    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final SecureRandom random;
    private final InstantSource clock;

    Sessions(Database database, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /** Begins a session and gives the token that its browser is to hold. */
    String begin(Accounts.Account account) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Timestamp now = Timestamp.from(clock.instant());
        database.inTransaction(connection -> {
            removeExpired(connection, now.toInstant());
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO session (token, account, begun, seen) VALUES (?, ?, ?, ?)")) {
                insert.setBytes(1, Digest.sha256(token.getBytes(UTF_8)));
                insert.setLong(2, account.number());
                insert.setTimestamp(3, now);
                insert.setTimestamp(4, now);
                return insert.executeUpdate();
            }
        });
        return token;
    }

    /** The caller whose session this token is of, while it lasts. */
    Optional<Caller> caller(String token) {
        byte[] digest = Digest.sha256(token.getBytes(UTF_8));
        return database.read(connection -> find(connection, digest));
    }

    /** Ends the session; does nothing when there is none. */
    void end(String token) {
        database.inTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM session WHERE token = ?")) {
                delete.setBytes(1, Digest.sha256(token.getBytes(UTF_8)));
                return delete.executeUpdate();
            }
        });
    }

    private Optional<Caller> find(Connection connection, byte[] digest) throws SQLException {
        Instant now = clock.instant();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT s.seen, a.account, a.display FROM session s JOIN account a ON a.account = s.account"
                        + " WHERE s.token = ? AND s.seen > ? AND s.begun > ?")) {
            select.setBytes(1, digest);
            select.setTimestamp(2, Timestamp.from(now.minus(IDLE)));
            select.setTimestamp(3, Timestamp.from(now.minus(LONGEST)));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (row.getTimestamp("seen").toInstant().isBefore(now.minus(GRAIN))) {
                    noteSeen(connection, digest, now);
                }
                return Optional.of(Accounts.caller(row.getLong("account"), row.getString("display")));
            }
        }
    }

    private static void noteSeen(Connection connection, byte[] digest, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE session SET seen = ? WHERE token = ?")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setBytes(2, digest);
            update.executeUpdate();
        }
    }

    private static void removeExpired(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM session WHERE seen <= ? OR begun <= ?")) {
            delete.setTimestamp(1, Timestamp.from(now.minus(IDLE)));
            delete.setTimestamp(2, Timestamp.from(now.minus(LONGEST)));
            delete.executeUpdate();
        }
    }
}
