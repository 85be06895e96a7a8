package org.throughline.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL says of itself in {@code postmaster.pid}. We only ever read that file: it is what keeps two servers
 * from one folder.
 *
 * @param pid the process that wrote it, which may be gone since
 * @param port where it listens, 0 while that is not known
 * @param ready whether it takes connections
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">Database file layout</a>
 */
record PidFile(long pid, int port, boolean ready) {

    /** What the server of this cluster wrote; nothing when none runs or it has written nothing yet. */
    static Optional<PidFile> of(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
            if (lines.isEmpty() || lines.getFirst().isBlank()) {
                return Optional.empty();
            }
            int port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
            boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
            return Optional.of(new PidFile(Long.parseLong(lines.getFirst().strip()), port, ready));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            // Caught half-written; the next look will see it whole.
            return Optional.empty();
        }
    }

    /**
     * Whether that process still runs and is indeed the server of this cluster, not a later process of the same number
     * and not one that ended and waits for its parent to notice.
     */
    boolean isServerOf(Path cluster) {
        try {
            String command = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.UTF_8);
            List<String> words = List.of(command.split("\0"));
            return words.getFirst().endsWith("/postgres") && words.contains(cluster.toString());
        } catch (IOException e) {
            return false;
        }
    }
}
