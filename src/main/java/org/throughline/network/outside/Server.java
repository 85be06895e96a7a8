package org.throughline.network.outside;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;
import org.throughline.network.peer.Kind;

/**
 * A FHIR server of somebody else.
 *
 * @param number the origin of copies of what it keeps; no member has the same
 * @param address of its FHIR API, without a slash at the end
 * @param organization the id of its Organization here
 * @param endpoint the id of its Endpoint here
 * @param client as whom this installation is registered there
 * @param scopes what is asked for; empty for what it says it gives
 * @param every after how long it is asked again what has changed
 * @param open whether it is asked at all
 * @param since since when that is so
 * @param by who made it so, in words
 * @param offers what it said it can, in words; empty when it was never reached
 * @param contact when it last answered as it should; null for never
 * @param fault what is wrong, in words; empty for nothing
 * @param faultSince since when; null when nothing is wrong
 * @param key the name of the pair of keys that it is shown; empty for the oldest
 * @param next the name of the pair that is to take its place as soon as it takes that; empty for none
 */
public record Server(
        int number,
        String address,
        String organization,
        String endpoint,
        String name,
        Kind kind,
        String client,
        String scopes,
        Duration every,
        boolean open,
        Instant since,
        String by,
        String offers,
        @Nullable Instant contact,
        String fault,
        @Nullable Instant faultSince,
        String key,
        String next) {
    static final String COLUMNS =
            "peer, address, organization, endpoint, name, kind, client, scopes, every, open, since,"
                    + " made_so_by, offers, contact, fault, fault_since, client_key, next_key";

    static Server of(ResultSet row) throws SQLException {
        return new Server(
                row.getInt("peer"),
                row.getString("address"),
                row.getString("organization"),
                row.getString("endpoint"),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                row.getString("client"),
                row.getString("scopes"),
                Duration.ofSeconds(row.getInt("every")),
                row.getBoolean("open"),
                Objects.requireNonNull(Sql.instant(row, "since")),
                row.getString("made_so_by"),
                row.getString("offers"),
                Sql.instant(row, "contact"),
                row.getString("fault"),
                Sql.instant(row, "fault_since"),
                row.getString("client_key"),
                row.getString("next_key"));
    }
}
