package org.throughline.bulk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Fragment;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.record.Bodies;
import org.throughline.record.protection.Guard;
import org.throughline.record.protection.Sight;

/**
 * Writes the record as NDJSON, a file per type, as it was at one moment: with histories on request, then with deletions
 * as history bundles. Import of it into an empty installation gives the same resources, ids and versions.
 */
public final class Exporter {
    private static final int ROWS_AT_ONCE = 500;

    private final Database database;
    private final AuditTrail audit;
    private final Guard guard;
    private final Types types;
    private final Bodies bodies;
    private final Caller caller;

    public Exporter(Database database, AuditTrail audit, Guard guard, Types types, Bodies bodies, Caller caller) {
        this.database = database;
        this.audit = audit;
        this.guard = guard;
        this.types = types;
        this.bodies = bodies;
        this.caller = caller;
    }

    /** How many versions of a type were written, deletions included. */
    public record Count(String type, long versions) {}

    /** Is told of each type when it is written. */
    @FunctionalInterface
    public interface Progress {
        void wrote(Count count);
    }

    /**
     * Exports into a folder, which is made when missing.
     *
     * @param histories whether superseded versions and deletions are written too
     * @throws IOException when a file cannot be written
     */
    public List<Count> run(Path folder, boolean histories, Instant at, Progress progress) throws IOException {
        Files.createDirectories(folder);
        audit.record(Access.of(at, caller, Action.EXPORT, 0, "everything", 200, Set.of()));
        List<Count> counts = new ArrayList<>();
        IOException[] failure = new IOException[1];
        // One transaction that sees one moment, so that all files fit together.
        try (Database unhurried = database.unhurried()) {
            unhurried.inTransaction(connection -> {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                try {
                    for (String type : types.resourceTypes()) {
                        long versions = write(connection, folder, type, histories);
                        if (versions > 0) {
                            counts.add(new Count(type, versions));
                            progress.wrote(counts.getLast());
                        }
                    }
                } catch (IOException e) {
                    failure[0] = e;
                }
                return true;
            });
        }
        if (failure[0] != null) {
            throw failure[0];
        }
        return counts;
    }

    private long write(Connection connection, Path folder, String type, boolean histories)
            throws SQLException, IOException {
        Sight sight = guard.sight(connection, caller, Interaction.READ);
        short number = (short) types.number(type);
        String columns = "SELECT r.id, r.version, r.updated, r.body FROM ";
        String where = " r WHERE r.type = ? AND ";
        Fragment sql = histories
                ? Fragment.of(columns + "history" + where, number)
                        .add(sight.ofPast("r"))
                        .add(" UNION ALL " + columns + "resource" + where, number)
                        .add(sight.ofPresent("r", Set.of(type)))
                        .add(" ORDER BY 1, 2")
                : Fragment.of(columns + "resource" + where, number)
                        .add(sight.ofPresent("r", Set.of(type)))
                        .add(" AND NOT r.deleted ORDER BY r.resource");
        try (PreparedStatement statement = sql.prepare(connection)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? write(row, folder, type) : 0;
            }
        }
    }

    private long write(ResultSet row, Path folder, String type) throws SQLException, IOException {
        long versions = 0;
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(folder.resolve(type + ".ndjson")), 1 << 16)) {
            do {
                byte[] body = row.getBytes(4);
                out.write(
                        body == null
                                ? deletion(
                                        type,
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getTimestamp(3).toInstant())
                                : bodies.unpack(body));
                out.write('\n');
                versions++;
            } while (row.next());
        }
        return versions;
    }

    /** A deletion as a history bundle of one entry, which import reads. */
    private static byte[] deletion(String type, String id, int version, Instant updated) {
        JsonObject request = JsonObject.builder()
                .add("method", "DELETE")
                .add("url", type + "/" + id)
                .build();
        JsonObject response = JsonObject.builder()
                .add("status", "204")
                .add("etag", "W/\"" + version + "\"")
                .add("lastModified", updated.toString())
                .build();
        JsonObject entry = JsonObject.builder()
                .add("request", request)
                .add("response", response)
                .build();
        return JsonWriter.text(JsonObject.builder()
                        .add("resourceType", "Bundle")
                        .add("type", "history")
                        .add("entry", JsonArray.of(entry))
                        .build())
                .getBytes(StandardCharsets.UTF_8);
    }
}
