package org.throughline.database.backup;

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

/** What became of the backups that were taken by themselves. All processes of an installation share it. */
public final class BackupRuns {
    private static final String SELECT = "SELECT run, begun, ended, file, bytes, fault FROM backup_run";
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('throughline backup'))";
    private static final int KEPT = 200;

    private final Database database;

    public BackupRuns(Database database) {
        this.database = database;
    }

    /** The newest, the last first. */
    public List<BackupRun> newest(int most) {
        return database.read(connection -> newest(connection, most));
    }

    /** The last that was taken. */
    public Optional<BackupRun> lastTaken() {
        return database.read(connection ->
                Sql.first(connection, BackupRuns::run, SELECT + " WHERE file IS NOT NULL ORDER BY run DESC LIMIT 1"));
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
            Sql.change(connection, "DELETE FROM backup_run WHERE run <= (SELECT max(run) FROM backup_run) - ?", KEPT);
            return Sql.first(
                    connection, row -> row.getLong(1), "INSERT INTO backup_run (begun) VALUES (?) RETURNING run", now);
        });
    }

    /** Says that a run gave a backup. */
    public void taken(long run, Backup backup, Instant now) {
        database.inTransaction(connection -> Sql.change(
                connection,
                "UPDATE backup_run SET ended = ?, file = ?, bytes = ? WHERE run = ?",
                now,
                backup.file().toString(),
                backup.bytes(),
                run));
    }

    /** Says that a run gave none, and why. */
    public void failed(long run, String fault, Instant now) {
        database.inTransaction(connection ->
                Sql.change(connection, "UPDATE backup_run SET ended = ?, fault = ? WHERE run = ?", now, fault, run));
    }

    private static List<BackupRun> newest(Connection connection, int most) throws SQLException {
        return Sql.list(connection, BackupRuns::run, SELECT + " ORDER BY run DESC LIMIT ?", most);
    }

    private static BackupRun run(ResultSet row) throws SQLException {
        return new BackupRun(
                row.getLong("run"),
                Objects.requireNonNull(Sql.instant(row, "begun")),
                Sql.instant(row, "ended"),
                Objects.requireNonNullElse(row.getString("file"), ""),
                row.getLong("bytes"),
                Objects.requireNonNullElse(row.getString("fault"), ""));
    }
}
