package org.throughline.database.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.throughline.database.Sql;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Copies a cluster in use: between PostgreSQL's marks of the beginning and the end its files are taken as they are, torn or
 * not, and with them the log of that time, which puts them right at the first start. A slot keeps the server from throwing that
 * log away meanwhile.
 *
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">Making a base
 *     backup using the low level API</a>
 */
final class ClusterCopy {
    /** Folders of which only the folder is taken. */
    private static final Set<String> WITHOUT_CONTENT = Set.of(
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "pg_wal");

    private static final Set<String> LEFT_OUT =
            Set.of("log", "postmaster.pid", "postmaster.opts", "backup_label", "backup_label.old", "tablespace_map");
    private static final String CONTROL = "global/pg_control";
    private static final String LOG = "pg_wal";

    private final Path cluster;
    private final String prefix;
    private final TarArchiveOutputStream into;

    /** @param prefix before the names of entries, with a slash at the end */
    ClusterCopy(Path cluster, String prefix, TarArchiveOutputStream into) {
        this.cluster = cluster;
        this.prefix = prefix;
        this.into = into;
    }

    /** What PostgreSQL says at the end: what to write into the label, and the last file of the log that is needed. */
    private record End(String label, String lastLog) {}

    /** @param connection of the owner, outside any transaction; it is not to be used by others meanwhile */
    void run(Connection connection) throws SQLException, IOException {
        Sql.any(
                connection,
                "SELECT pg_create_physical_replication_slot('throughline_backup_' || pg_backend_pid(), true, true)");
        String firstLog = Sql.first(
                        connection,
                        row -> row.getString(1),
                        "SELECT pg_walfile_name(pg_backup_start('throughline', fast => true))")
                .orElseThrow();
        files();
        End end = Sql.first(
                        connection,
                        row -> new End(row.getString("labelfile"), row.getString("last")),
                        "SELECT labelfile, pg_walfile_name(lsn) AS last"
                                + " FROM pg_backup_stop(wait_for_archive => false)")
                .orElseThrow();
        content("backup_label", end.label().getBytes(StandardCharsets.UTF_8));
        log(firstLog, end.lastLog());
    }

    private void files() throws IOException {
        for (Path each : sorted(cluster, this::isTaken)) {
            if (Files.isDirectory(each)) {
                folder(name(each));
            } else if (!name(each).equals(CONTROL)) {
                file(each);
            }
        }
        // Last, as pg_basebackup does it.
        file(cluster.resolve(CONTROL));
    }

    private boolean isTaken(Path path) {
        String name = name(path);
        String top = path.getNameCount() == cluster.getNameCount()
                ? ""
                : path.subpath(cluster.getNameCount(), cluster.getNameCount() + 1)
                        .toString();
        boolean inside = !name.equals(top);
        return !name.isEmpty()
                && !LEFT_OUT.contains(top)
                && !(inside && WITHOUT_CONTENT.contains(top))
                && !path.getFileName().toString().startsWith("pgsql_tmp")
                && !path.getFileName().toString().startsWith(".s.PGSQL.")
                && (Files.isDirectory(path) || Files.isRegularFile(path));
    }

    private void log(String first, String last) throws IOException {
        List<Path> needed = sorted(
                cluster.resolve(LOG),
                path -> path.getFileName().toString().matches("[0-9A-F]{24}")
                        && isBetween(path.getFileName().toString(), first, last));
        if (needed.isEmpty()
                || !needed.getFirst().endsWith(first)
                || !needed.getLast().endsWith(last)) {
            throw new Failed(new Failure.Unavailable("The database did not keep the log that a backup needs."));
        }
        for (Path each : needed) {
            file(each);
        }
    }

    /** The first eight digits are those of the timeline. */
    private static boolean isBetween(String name, String first, String last) {
        String place = name.substring(8);
        return place.compareTo(first.substring(8)) >= 0 && place.compareTo(last.substring(8)) <= 0;
    }

    private List<Path> sorted(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(wanted).sorted(Comparator.naturalOrder()).toList();
        }
    }

    private String name(Path path) {
        return cluster.relativize(path).toString();
    }

    private void folder(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(prefix + name + "/");
        entry.setMode(0700);
        into.putArchiveEntry(entry);
        into.closeArchiveEntry();
    }

    private void content(String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(prefix + name);
        entry.setMode(0600);
        entry.setSize(content.length);
        into.putArchiveEntry(entry);
        into.write(content);
        into.closeArchiveEntry();
    }

    /** A file as long as it was when it was opened; what it lost meanwhile is filled with zeros, which the log puts right. */
    private void file(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            long size = Files.size(path);
            TarArchiveEntry entry = new TarArchiveEntry(prefix + name(path));
            entry.setMode(0600);
            entry.setSize(size);
            into.putArchiveEntry(entry);
            long copied = BoundedInputStream.builder()
                    .setInputStream(in)
                    .setMaxCount(size)
                    .get()
                    .transferTo(into);
            fill(into, size - copied);
            into.closeArchiveEntry();
        } catch (NoSuchFileException e) {
            // It was deleted after it was listed: the log knows.
            return;
        }
    }

    private static void fill(OutputStream out, long zeros) throws IOException {
        byte[] some = new byte[8192];
        for (long left = zeros; left > 0; left -= some.length) {
            out.write(some, 0, (int) Math.min(left, some.length));
        }
    }
}
