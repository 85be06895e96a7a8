package org.throughline.database.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.throughline.database.Database;
import org.throughline.database.Sql;

/** What became of the files of a kind that were made by themselves. All processes of an installation share it. */
public final class BackupRuns {
    private static final String SELECT =
            "SELECT run, begun, ended, file, bytes, detail, fault FROM backup_run WHERE kind = ?";
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('throughline backup'))";
    private static final int KEPT = 200;

    private final Database database;
    private final BackupRun.Kind kind;

    public BackupRuns(Database database, BackupRun.Kind kind) {
        this.database = database;
        this.kind = kind;
    }

    /** The newest, the last first. */
    public List<BackupRun> newest(int most) {
        return database.read(connection -> newest(connection, most));
    }

    /** The last that was taken. */
    public Optional<BackupRun> lastTaken() {
        return database.read(connection -> Sql.first(
                connection, this::run, SELECT + " AND file IS NOT NULL ORDER BY run DESC LIMIT 1", kind.name()));
    }

    /**
     * Begins one, unless another process was first.
     *
     * @param due whether one is to begin, given the newest runs
     * @return its number
     */
    public Optional<Long> begin(Instant now, Predicate<List<BackupRun>> due) {
        return database.inTransaction(connection -> {
            Sql.any(connection, ALONE);
            if (!due.test(newest(connection, 2))) {
                return Optional.empty();
            }
            Sql.change(
                    connection,
                    "DELETE FROM backup_run WHERE kind = ? AND run <="
                            + " (SELECT run FROM backup_run WHERE kind = ? ORDER BY run DESC OFFSET ? LIMIT 1)",
                    kind.name(),
                    kind.name(),
                    KEPT);
            return Sql.first(
                    connection,
                    row -> row.getLong(1),
                    "INSERT INTO backup_run (kind, begun) VALUES (?, ?) RETURNING run",
                    kind.name(),
                    now);
        });
    }

    /**
     * Says that a run gave a file.
     *
     * @param detail what it holds, in words
     */
    public void taken(long run, Path file, long bytes, String detail, Instant now) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE backup_run SET ended = ?, file = ?, bytes = ?, detail = ? WHERE run = ?",
                now,
                file.toString(),
                bytes,
                detail,
                run));
    }

    /** Says that a run gave none, and why. */
    public void failed(long run, String fault, Instant now) {
        database.inTransaction(connection ->
                Sql.change(connection, "UPDATE backup_run SET ended = ?, fault = ? WHERE run = ?", now, fault, run));
    }

    private List<BackupRun> newest(Connection connection, int most) throws SQLException {
        return Sql.list(connection, this::run, SELECT + " ORDER BY run DESC LIMIT ?", kind.name(), most);
    }

    private BackupRun run(ResultSet row) throws SQLException {
        return new BackupRun(
                kind,
                row.getLong("run"),
                Objects.requireNonNull(Sql.instant(row, "begun")),
                Sql.instant(row, "ended"),
                Objects.requireNonNullElse(row.getString("file"), ""),
                row.getLong("bytes"),
                Objects.requireNonNullElse(row.getString("detail"), ""),
                Objects.requireNonNullElse(row.getString("fault"), ""));
    }
}
