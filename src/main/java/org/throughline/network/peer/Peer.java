package org.throughline.network.peer;

import com.nimbusds.jose.jwk.JWKSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Sql;

/**
 * Another installation that is or was a member with us.
 *
 * @param number more than 0; the origin of copies of what it keeps; never that of another
 * @param address by which it is known, without {@code /fhir}
 * @param organization the id of its Organization here
 * @param endpoint the id of its Endpoint here
 * @param client as which app it is registered here
 * @param name as it calls itself
 * @param keys its public keys, a JWK Set
 * @param since since when its state is what it is
 * @param by who made it so, in words
 * @param contact when we last heard from it; null for never
 * @param trouble what was wrong last
 * @param troubleSince since when; null when nothing is wrong
 * @param ahead by how much its clock is ahead of ours; negative when it is behind
 */
public record Peer(
        int number,
        String address,
        String organization,
        String endpoint,
        String client,
        String name,
        Kind kind,
        String keys,
        State state,
        Instant since,
        String by,
        @Nullable Instant contact,
        Trouble trouble,
        @Nullable Instant troubleSince,
        Duration ahead) {

    /** How a member stands to us. */
    public enum State {
        JOINED,
        /** We left it or it left us. */
        LEFT,
        /** We trust it no more. */
        CUT_OFF
    }

    /** The address of its FHIR API. */
    public String fhir() {
        return address + "/fhir";
    }

    public boolean isMember() {
        return state == State.JOINED;
    }

    /** Whether its clock differs from ours by more than can be overlooked. */
    public boolean clockDiffers() {
        return ahead.abs().compareTo(Statement.SKEW) > 0;
    }

    JWKSet keySet() {
        try {
            return JWKSet.parse(keys);
        } catch (ParseException e) {
            throw new IllegalStateException("keys of a peer that are none", e);
        }
    }

    static final String COLUMNS =
            "peer, address, organization, endpoint, client, name, kind, keys, state, since, made_so_by,"
                    + " contact, fault, fault_since, ahead";

    static Peer of(ResultSet row) throws SQLException {
        String fault = row.getString("fault");
        return new Peer(
                row.getInt("peer"),
                row.getString("address"),
                row.getString("organization"),
                row.getString("endpoint"),
                row.getString("client"),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                row.getString("keys"),
                State.valueOf(row.getString("state")),
                Objects.requireNonNull(Sql.instant(row, "since")),
                row.getString("made_so_by"),
                Sql.instant(row, "contact"),
                fault.isEmpty() ? Trouble.NONE : Trouble.valueOf(fault),
                Sql.instant(row, "fault_since"),
                Duration.ofSeconds(row.getInt("ahead")));
    }
}
