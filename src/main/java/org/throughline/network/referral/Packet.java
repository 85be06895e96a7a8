package org.throughline.network.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What came with a referral.
 *
 * @param task the id of the Task here
 * @param peer the number of the member it came from
 * @param theirs the id of the Patient there
 */
public record Packet(String task, int peer, String theirs, List<JsonObject> resources) {
    /** As many of one member may wait; what more it sends waits there. */
    private static final int MOST = 2_000;

    public Packet {
        resources = List.copyOf(resources);
    }

    /** Who it is about, as the member describes them. */
    public JsonObject person() {
        return first("Patient");
    }

    /** The summary of their chart there; empty for none. */
    public JsonObject summary() {
        return first("Bundle");
    }

    private JsonObject first(String type) {
        return resources.stream()
                .filter(each -> type.equals(each.text("resourceType")))
                .findFirst()
                .orElse(JsonObject.EMPTY);
    }

    void keep(Connection connection, Instant now) throws SQLException {
        if (Sql.any(connection, "SELECT 1 FROM referral_packet WHERE peer = ? OFFSET ? LIMIT 1", peer, MOST)) {
            throw new Failed(
                    new Failure.Unavailable("Too many referrals of this member wait for somebody to look at."));
        }
        Sql.change(
                connection,
                "INSERT INTO referral_packet (task, peer, theirs, body, arrived) VALUES (?, ?, ?, ?, ?)",
                task,
                peer,
                theirs,
                JsonObject.of("resources", new JsonArray(new ArrayList<>(resources)))
                        .toString(),
                now);
    }

    static Optional<Packet> of(Connection connection, String task) throws SQLException {
        return Sql.first(connection, Packet::row, "SELECT * FROM referral_packet WHERE task = ?", task);
    }

    /** Takes it out; whether it was there. */
    static boolean take(Connection connection, String task) throws SQLException {
        return Sql.change(connection, "DELETE FROM referral_packet WHERE task = ?", task) == 1;
    }

    private static Packet row(ResultSet row) throws SQLException {
        return new Packet(
                String.valueOf(row.getString("task")),
                row.getInt("peer"),
                String.valueOf(row.getString("theirs")),
                JsonReader.readObject(String.valueOf(row.getString("body")).getBytes(UTF_8))
                        .objects("resources"));
    }
}
