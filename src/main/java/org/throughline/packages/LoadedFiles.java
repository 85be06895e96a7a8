package org.throughline.packages;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.Pipeline;
import org.throughline.database.Sql;

/**
 * Files of knowledge that publishers give out, such as the CDC's immunization schedule, kept as they came so that every
 * process on the database has them. What is in them is read by whoever uses them.
 */
public final class LoadedFiles {
    private static final String COLUMNS = "SELECT kind, name, digest, loaded FROM loaded_file";

    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;

    public LoadedFiles(Database database, AuditTrail audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is loaded. */
    public List<LoadedFile> all() {
        return database.read(connection -> Sql.list(connection, LoadedFiles::file, COLUMNS + " ORDER BY kind"));
    }

    /** The file of a kind that is in force. */
    public Optional<LoadedFile> find(String kind) {
        return database.read(connection -> Sql.first(connection, LoadedFiles::file, COLUMNS + " WHERE kind = ?", kind));
    }

    /** What is in a file; empty when another has taken its place. */
    public Optional<byte[]> content(LoadedFile file) {
        return database.read(connection -> Sql.first(
                connection,
                row -> row.getBytes(1),
                "SELECT content FROM loaded_file WHERE kind = ? AND digest = ?",
                file.kind(),
                file.digest()));
    }

    /**
     * Puts a file in force, in place of the one of its kind that was.
     *
     * @return false when it is the one that is in force
     */
    public boolean load(Caller caller, String kind, String name, byte[] content) {
        String digest = digest(content);
        audit.meet(Agent.of(caller));
        return database.inTransaction(connection -> {
            boolean changed = Sql.change(
                            connection,
                            "INSERT INTO loaded_file (kind, name, digest, loaded, content) VALUES (?, ?, ?, ?, ?)"
                                    + " ON CONFLICT (kind) DO UPDATE SET name = excluded.name, digest = excluded.digest,"
                                    + " loaded = excluded.loaded, content = excluded.content"
                                    + " WHERE loaded_file.digest <> excluded.digest",
                            kind,
                            name,
                            digest,
                            clock.instant(),
                            content)
                    > 0;
            if (changed) {
                note(connection, caller, Action.LOAD, name);
            }
            return changed;
        });
    }

    /**
     * Takes the file of a kind away.
     *
     * @return false when there is none
     */
    public boolean remove(Caller caller, String kind) {
        audit.meet(Agent.of(caller));
        return database.inTransaction(connection -> {
            boolean changed = Sql.change(connection, "DELETE FROM loaded_file WHERE kind = ?", kind) > 0;
            if (changed) {
                note(connection, caller, Action.UNLOAD, kind);
            }
            return changed;
        });
    }

    private void note(java.sql.Connection connection, Caller caller, Action action, String what) throws SQLException {
        Pipeline pipeline = new Pipeline();
        audit.write(pipeline, connection, List.of(Access.of(clock.instant(), caller, action, 0, what, 200, Set.of())));
        pipeline.send(connection);
    }

    private static LoadedFile file(ResultSet row) throws SQLException {
        return new LoadedFile(
                row.getString("kind"),
                row.getString("name"),
                row.getString("digest"),
                Objects.requireNonNull(Sql.instant(row, "loaded")));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
