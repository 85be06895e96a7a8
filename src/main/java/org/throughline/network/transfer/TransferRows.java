package org.throughline.network.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.throughline.database.Database;
import org.throughline.database.Sql;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The table of transfers. */
final class TransferRows {
    private static final String COLUMNS =
            "transfer, giving, peer, receiver, patient, theirs, person, wish, state, steps,"
                    + " entries, parts, trouble, changed";
    private static final int MOST = 200;
    private static final int MOST_TROUBLE = 500;

    private TransferRows() {}

    static void insert(Connection connection, Transfer transfer) throws SQLException {
        Wish wish = transfer.wish();
        Sql.change(
                connection,
                "INSERT INTO transfer (transfer, giving, peer, receiver, patient, theirs, person, wish, state, steps, due,"
                        + " changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.fromString(transfer.id()),
                transfer.giving(),
                transfer.peer(),
                transfer.receiver(),
                transfer.patient(),
                transfer.theirs(),
                transfer.person().toString(),
                wish == null ? "" : wish.text(),
                transfer.state().name(),
                text(transfer.steps()),
                transfer.changed(),
                transfer.changed());
    }

    static Optional<Transfer> of(Connection connection, String id) throws SQLException {
        return one(connection, "SELECT " + COLUMNS + " FROM transfer WHERE transfer = ?", id);
    }

    /** One that must be there. */
    static Transfer known(Database database, String id) {
        return database.read(connection -> of(connection, id))
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such transfer.")));
    }

    /** The same, which nobody else changes until the end of the transaction. */
    static Transfer locked(Connection connection, String id) throws SQLException {
        return one(connection, "SELECT " + COLUMNS + " FROM transfer WHERE transfer = ? FOR UPDATE", id)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such transfer.")));
    }

    private static Optional<Transfer> one(Connection connection, String sql, String id) throws SQLException {
        try {
            return Sql.first(connection, TransferRows::row, sql, UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no id of one
        }
    }

    /** Those of a patient, the last first. */
    static List<Transfer> ofPatient(Connection connection, String patient) throws SQLException {
        return Sql.list(
                connection,
                TransferRows::row,
                "SELECT " + COLUMNS + " FROM transfer WHERE patient = ? ORDER BY changed DESC LIMIT ?",
                patient,
                MOST);
    }

    /** All, what was changed last first. */
    static List<Transfer> all(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                TransferRows::row,
                "SELECT " + COLUMNS + " FROM transfer ORDER BY changed DESC LIMIT ?",
                MOST);
    }

    /** Takes one on that is to be worked on; nobody else does so for a while. */
    static Optional<Transfer> take(Connection connection, Instant now, Instant until) throws SQLException {
        return Sql.first(
                connection,
                TransferRows::row,
                "UPDATE transfer SET due = ? WHERE transfer = (SELECT transfer FROM transfer WHERE state = 'ACCEPTED'"
                        + " AND due <= ? AND (manifest IS NULL OR NOT giving) ORDER BY due LIMIT 1 FOR UPDATE SKIP LOCKED)"
                        + " RETURNING " + COLUMNS,
                until,
                now);
    }

    /** It is not worked on by anybody else before. */
    static void due(Connection connection, String id, Instant due) throws SQLException {
        Sql.change(connection, "UPDATE transfer SET due = ? WHERE transfer = ?", due, UUID.fromString(id));
    }

    /** How many offers of a member nobody has answered. */
    static int waiting(Connection connection, int peer) throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getInt(1),
                        "SELECT count(*)::int FROM transfer WHERE peer = ? AND NOT giving AND state = 'OFFERED'",
                        peer)
                .orElse(0);
    }

    static void state(Connection connection, Transfer transfer, Step step) throws SQLException {
        List<Step> steps = new ArrayList<>(transfer.steps());
        steps.add(step);
        Sql.change(
                connection,
                "UPDATE transfer SET state = ?, steps = ?, trouble = '', due = ?, changed = ? WHERE transfer = ?",
                step.state().name(),
                text(steps),
                step.at(),
                step.at(),
                UUID.fromString(transfer.id()));
    }

    static void patient(Connection connection, String id, String patient) throws SQLException {
        Sql.change(connection, "UPDATE transfer SET patient = ? WHERE transfer = ?", patient, UUID.fromString(id));
    }

    static void trouble(Connection connection, String id, String words, Instant due) throws SQLException {
        Sql.change(
                connection,
                "UPDATE transfer SET trouble = ?, due = ? WHERE transfer = ? AND state = 'ACCEPTED'",
                words.length() > MOST_TROUBLE ? words.substring(0, MOST_TROUBLE) : words,
                due,
                UUID.fromString(id));
    }

    /** It, or a part of it, leaves the house; whether it does so for the first time. */
    static boolean disclose(Connection connection, String id) throws SQLException {
        return Sql.change(
                        connection,
                        "UPDATE transfer SET disclosed = true WHERE transfer = ? AND NOT disclosed",
                        UUID.fromString(id))
                > 0;
    }

    /** What is on its way is this from now on. */
    static void manifest(Connection connection, String id, Manifest manifest) throws SQLException {
        Sql.change(
                connection,
                "UPDATE transfer SET manifest = ?, entries = ?, parts = ?, trouble = '' WHERE transfer = ?",
                Packed.packed(manifest.bytes()),
                manifest.entries().size(),
                manifest.parts(),
                UUID.fromString(id));
    }

    static Optional<Manifest> manifest(Connection connection, String id) throws SQLException {
        return Sql.first(
                        connection,
                        row -> Optional.ofNullable(row.getBytes(1)),
                        "SELECT manifest FROM transfer WHERE transfer = ?",
                        UUID.fromString(id))
                .flatMap(each -> each)
                .map(packed -> Manifest.read(Packed.unpacked(packed)));
    }

    /** What was on its way is not any more; it is made anew where it still can be. */
    static void anew(Connection connection, String id, Instant due) throws SQLException {
        clear(connection, id);
        Sql.change(
                connection,
                "UPDATE transfer SET manifest = NULL, entries = 0, parts = 0, due = ? WHERE transfer = ? AND state = 'ACCEPTED'",
                due,
                UUID.fromString(id));
    }

    static void part(Connection connection, String id, int number, byte[] content) throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO transfer_part (transfer, number, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                UUID.fromString(id),
                number,
                content);
    }

    static Optional<byte[]> part(Connection connection, String id, int number) throws SQLException {
        return Sql.first(
                connection,
                row -> Objects.requireNonNull(row.getBytes(1)),
                "SELECT content FROM transfer_part WHERE transfer = ? AND number = ?",
                UUID.fromString(id),
                number);
    }

    /** Which pieces are there. */
    static List<Integer> parts(Connection connection, String id) throws SQLException {
        return Sql.list(
                connection,
                row -> row.getInt(1),
                "SELECT number FROM transfer_part WHERE transfer = ? ORDER BY number",
                UUID.fromString(id));
    }

    static void clear(Connection connection, String id) throws SQLException {
        Sql.change(connection, "DELETE FROM transfer_part WHERE transfer = ?", UUID.fromString(id));
    }

    private static String text(List<Step> steps) {
        return JsonObject.of(
                        "steps",
                        new JsonArray(steps.stream().<Json>map(Step::json).toList()))
                .toString();
    }

    private static Transfer row(ResultSet row) throws SQLException {
        String wish = row.getString("wish");
        return new Transfer(
                row.getString("transfer"),
                row.getBoolean("giving"),
                row.getInt("peer"),
                row.getString("receiver"),
                row.getString("patient"),
                row.getString("theirs"),
                json(row.getString("person")),
                wish.isEmpty() ? null : Wish.of(json(wish)),
                State.valueOf(row.getString("state")),
                json(row.getString("steps")).objects("steps").stream()
                        .map(Step::of)
                        .toList(),
                row.getInt("entries"),
                row.getInt("parts"),
                row.getString("trouble"),
                Objects.requireNonNull(Sql.instant(row, "changed")));
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.getBytes(UTF_8));
    }
}
