package org.throughline.events.subscription;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Mandate;
import org.throughline.access.Scopes;
import org.throughline.database.Sql;

/**
 * A subscription that is known here.
 *
 * @param number stands for it in tables
 * @param id of the Subscription
 * @param terms without its headers
 * @param headers wrapped; null for none
 * @param since the snapshot from which on it is told
 * @param begun whether the receiver has answered once
 * @param last number of the last event
 * @param sent number of the last event that was delivered
 * @param missed whether changes could not be told
 * @param failures since the last success
 * @param fault of the last failure; empty for none
 * @param beat when something was sent last
 * @param delivered when the receiver answered last
 */
record Subscribed(
        long number,
        String id,
        Mandate mandate,
        Terms terms,
        byte @Nullable [] headers,
        String since,
        State state,
        Instant changed,
        boolean begun,
        long last,
        long sent,
        boolean missed,
        int failures,
        String fault,
        Instant beat,
        @Nullable Instant delivered) {

    static Subscribed of(ResultSet row) throws SQLException {
        return new Subscribed(
                row.getLong("subscription"),
                row.getString("id"),
                mandate(row),
                terms(row),
                row.getBytes("headers"),
                row.getString("since"),
                State.valueOf(row.getString("state")),
                Objects.requireNonNull(Sql.instant(row, "changed")),
                row.getBoolean("begun"),
                row.getLong("last"),
                row.getLong("sent"),
                row.getBoolean("missed"),
                row.getInt("failures"),
                row.getString("fault"),
                Objects.requireNonNull(Sql.instant(row, "beat")),
                Sql.instant(row, "delivered"));
    }

    private static Mandate mandate(ResultSet row) throws SQLException {
        Long patient = number(row, "patient");
        return new Mandate(
                row.getString("holder"),
                number(row, "account"),
                number(row, "app"),
                number(row, "app_grant"),
                Scopes.parse(row.getString("scopes")),
                patient == null ? Set.of() : Set.of(patient),
                Sql.instant(row, "until"));
    }

    private static Terms terms(ResultSet row) throws SQLException {
        String endpoint = row.getString("endpoint");
        Long heartbeat = number(row, "heartbeat");
        return new Terms(
                false,
                row.getString("topic"),
                Sql.texts(row, "filters"),
                Terms.Channel.valueOf(row.getString("channel")),
                endpoint == null ? null : URI.create(endpoint),
                null,
                row.getString("payload"),
                Content.valueOf(row.getString("content")),
                heartbeat == null ? null : Duration.ofSeconds(heartbeat),
                Duration.ofSeconds(row.getInt("timeout")),
                row.getInt("most"),
                Sql.instant(row, "ends"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    boolean hasEnded(Instant now) {
        Instant ends = terms.ends();
        return ends != null && !ends.isAfter(now);
    }

    /** Whether the receiver is to be told that all is well, for want of anything else. */
    boolean wantsHeartbeat(Instant now) {
        Duration heartbeat = terms.heartbeat();
        return heartbeat != null && !beat.plus(heartbeat).isAfter(now);
    }
}
