package org.throughline.events.subscription;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Mandate;
import org.throughline.database.Sql;

/** Rows of the table {@code subscription}. */
final class SubscriptionRows {
    private static final String LIVE = "SELECT * FROM subscription WHERE state <> 'OFF' ORDER BY subscription";

    private static final String SAVE =
            "INSERT INTO subscription AS s (id, owner, holder, account, app, app_grant, scopes,"
                    + " patient, until, topic, filters, channel, endpoint, headers, payload, content, heartbeat, timeout, most, ends,"
                    + " since, state, changed, due, beat) VALUES (?, ?, ?, ?::bigint, ?::bigint, ?::bigint, ?, ?::bigint,"
                    + " ?::timestamptz, ?, ?, ?, ?::text, ?::bytea, ?, ?, ?::integer, ?, ?, ?::timestamptz,"
                    + " pg_current_snapshot()::text, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET (owner, holder, account, app,"
                    + " app_grant, scopes, patient, until, topic, filters, channel, endpoint, headers, payload, content, heartbeat,"
                    + " timeout, most, ends, state, changed, due, failures, fault) = (excluded.owner, excluded.holder,"
                    + " excluded.account, excluded.app, excluded.app_grant, excluded.scopes, excluded.patient, excluded.until,"
                    + " excluded.topic, excluded.filters, excluded.channel, excluded.endpoint, excluded.headers, excluded.payload,"
                    + " excluded.content, excluded.heartbeat, excluded.timeout, excluded.most, excluded.ends, excluded.state,"
                    + " excluded.changed, excluded.due, 0, ''),"
                    // What happened while it was off was not looked at.
                    + " since = CASE WHEN s.state = 'OFF' THEN excluded.since ELSE s.since END";

    /** Where nobody was to be told, changes were not looked at; they are from now on. */
    private static final String LOOK_FROM_NOW = "UPDATE subscription_feed SET moment = pg_current_snapshot()::text"
            + " WHERE NOT EXISTS (SELECT 1 FROM subscription WHERE state <> 'OFF')";

    /** Those to which something is to be sent, taken for as long as that may last. */
    private static final String CLAIM =
            "UPDATE subscription SET leased = ? WHERE subscription IN (SELECT s.subscription"
                    + " FROM subscription s WHERE s.channel = 'REST_HOOK' AND s.state <> 'OFF' AND s.due <= ? AND s.leased < ?"
                    + " AND (s.state <> 'ACTIVE' OR s.sent < s.last OR s.beat + s.heartbeat * interval '1 second' <= ?"
                    + " OR EXISTS (SELECT 1 FROM subscription_event e WHERE e.subscription = s.subscription AND e.number IS NULL))"
                    + " ORDER BY s.due LIMIT ? FOR UPDATE SKIP LOCKED) RETURNING *";

    private static final String NEWS = "SELECT s.*, EXISTS (SELECT 1 FROM subscription_event e"
            + " WHERE e.subscription = s.subscription AND e.number IS NULL) AS waiting FROM subscription s"
            + " WHERE s.channel = 'WEBSOCKET' AND s.state <> 'OFF'";

    private final Connection connection;

    SubscriptionRows(Connection connection) {
        this.connection = connection;
    }

    Optional<Subscribed> find(String id) throws SQLException {
        return Sql.first(connection, Subscribed::of, "SELECT * FROM subscription WHERE id = ?", id);
    }

    Optional<Subscribed> locked(String id) throws SQLException {
        return Sql.first(connection, Subscribed::of, "SELECT * FROM subscription WHERE id = ? FOR NO KEY UPDATE", id);
    }

    List<Subscribed> live() throws SQLException {
        return Sql.list(connection, Subscribed::of, LIVE);
    }

    List<Subscribed> all() throws SQLException {
        return Sql.list(connection, Subscribed::of, "SELECT * FROM subscription ORDER BY subscription");
    }

    List<Subscribed> of(String owner) throws SQLException {
        return Sql.list(
                connection, Subscribed::of, "SELECT * FROM subscription WHERE owner = ? ORDER BY subscription", owner);
    }

    void save(String id, Mandate mandate, Terms terms, byte @Nullable [] headers, State state, Instant now)
            throws SQLException {
        Sql.change(connection, LOOK_FROM_NOW);
        Duration heartbeat = terms.heartbeat();
        Sql.change(
                connection,
                SAVE,
                id,
                mandate.owner(),
                mandate.holder(),
                mandate.account(),
                mandate.app(),
                mandate.grant(),
                mandate.scopes().toString(),
                mandate.patient().stream().findFirst().orElse(null),
                mandate.until(),
                terms.topic(),
                terms.filters().toArray(String[]::new),
                terms.channel().name(),
                terms.endpoint() == null ? null : terms.endpoint().toString(),
                headers,
                terms.payload(),
                terms.content().name(),
                heartbeat == null ? null : (int) heartbeat.toSeconds(),
                (int) terms.timeout().toSeconds(),
                terms.most(),
                terms.ends(),
                state.name(),
                now,
                now,
                now);
    }

    /** Whether it is there and stays until this transaction ends. */
    boolean isThere(long number) throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM subscription WHERE subscription = ? FOR KEY SHARE", number);
    }

    boolean isAny() throws SQLException {
        return Sql.any(connection, "SELECT 1 FROM subscription LIMIT 1");
    }

    /** Those that are told by websockets, by their numbers. */
    Map<Long, News> news() throws SQLException {
        Map<Long, News> news = new HashMap<>();
        Sql.list(connection, row -> new News(Subscribed.of(row), row.getBoolean("waiting")), NEWS)
                .forEach(each -> news.put(each.subscribed().number(), each));
        return news;
    }

    /** A subscription, and whether events wait for their numbers. */
    record News(Subscribed subscribed, boolean waiting) {}

    /** Moves it to another state; whether it was in the one before. */
    boolean move(long number, State from, State to, String fault, Instant now) throws SQLException {
        return Sql.change(
                        connection,
                        "UPDATE subscription SET state = ?, changed = ?, fault = ?, begun = begun OR ? WHERE subscription = ?"
                                + " AND state = ?",
                        to.name(),
                        now,
                        fault,
                        to == State.ACTIVE,
                        number,
                        from.name())
                == 1;
    }

    void delete(String id) throws SQLException {
        Sql.change(connection, "DELETE FROM subscription WHERE id = ?", id);
    }

    List<Subscribed> claim(Instant now, Duration lease, int most) throws SQLException {
        return Sql.list(connection, Subscribed::of, CLAIM, now.plus(lease), now, now, now, most);
    }

    /** The receiver has answered. */
    void delivered(long number, long sent, Instant now) throws SQLException {
        Sql.change(
                connection,
                "UPDATE subscription SET sent = greatest(sent, ?), beat = ?, delivered = ?, failures = 0,"
                        + " missed = false WHERE subscription = ?",
                sent,
                now,
                now,
                number);
    }

    /** The receiver has not answered, or not so that it has taken what was sent. */
    void failed(long number, String fault, Instant due) throws SQLException {
        Sql.change(
                connection,
                "UPDATE subscription SET failures = failures + 1, fault = ?, due = ? WHERE subscription = ?",
                fault,
                due,
                number);
    }

    /** So many more events have a number. */
    void count(long number, int more) throws SQLException {
        Sql.change(connection, "UPDATE subscription SET last = last + ? WHERE subscription = ?", more, number);
    }

    void postpone(long number, Instant due) throws SQLException {
        Sql.change(connection, "UPDATE subscription SET due = ? WHERE subscription = ?", due, number);
    }

    void release(long number) throws SQLException {
        Sql.change(connection, "UPDATE subscription SET leased = '-infinity' WHERE subscription = ?", number);
    }

    void extend(long number, Instant leased) throws SQLException {
        Sql.change(connection, "UPDATE subscription SET leased = ? WHERE subscription = ?", leased, number);
    }

    void missed(long number) throws SQLException {
        Sql.change(connection, "UPDATE subscription SET missed = true WHERE subscription = ?", number);
    }

    int forget(Instant offBefore) throws SQLException {
        return Sql.change(connection, "DELETE FROM subscription WHERE state = 'OFF' AND changed < ?", offBefore);
    }
}
