package org.throughline.database.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.throughline.database.Cluster;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.WholeFile;

/**
 * A backup that was taken.
 *
 * @param file of which the name tells when
 */
public record Backup(Path file, long bytes) {
    static final String CLUSTER = "postgres/";
    static final String ABOUT = "about.properties";

    /** What there is beside the cluster, without which the record could be opened but not used. */
    static final Set<String> KEYS = Set.of(
            "master-key",
            "seal-key",
            "signing-key.json",
            "message-key.json",
            "id-token-key.json",
            "postgres-password",
            "postgres-runtime-password",
            "issued-tokens");

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "'throughline-'yyyy-MM-dd'T'HHmmss'Z.backup'")
            .withZone(ZoneOffset.UTC);
    private static final Pattern NAMED = Pattern.compile("throughline-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z\\.backup");

    /**
     * Takes a backup of an installation while it runs. What was acknowledged before it began is in it. The file is there
     * when it is whole and on the disk, and not before.
     *
     * @param dataFolder of the installation; its embedded PostgreSQL runs
     * @param folder where the file is to be; made when missing
     * @param about what is to be known of it when it is restored: names and values
     * @throws IOException when the folder cannot be written, or is full
     * @throws Failed with {@link Failure.Unavailable} when the database cannot be copied now
     */
    public static Backup take(
            Path dataFolder, Path folder, Passphrase passphrase, SecureRandom random, Instant now, Properties about)
            throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(NAME.format(now));
        WholeFile.write(file, draft -> write(dataFolder, draft, passphrase, random, about));
        return new Backup(file, Files.size(file));
    }

    private static void write(Path dataFolder, Path draft, Passphrase passphrase, SecureRandom random, Properties about)
            throws IOException {
        Cluster cluster = new Cluster(dataFolder);
        try (Connection connection = cluster.connect();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16);
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(Envelope.sealing(out, passphrase, random), "UTF-8")) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            about(tar, about);
            for (String name : KEYS) {
                key(tar, dataFolder.resolve(name));
            }
            new ClusterCopy(cluster.files(), CLUSTER, tar).run(connection);
        } catch (SQLException e) {
            throw new Failed(new Failure.Unavailable("The database could not be copied: " + e.getMessage()), e);
        }
    }

    private static void about(TarArchiveOutputStream tar, Properties about) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Properties all = new Properties();
        all.putAll(about);
        all.setProperty("postgres", Integer.toString(Cluster.majorVersion()));
        all.store(text, null);
        entry(tar, ABOUT, text.toByteArray());
    }

    private static void key(TarArchiveOutputStream tar, Path file) throws IOException {
        if (Files.exists(file)) {
            entry(tar, file.getFileName().toString(), Files.readAllBytes(file));
        }
    }

    private static void entry(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(0600);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Deletes the oldest backups of a folder but so many; what is named otherwise is left alone. */
    public static void keepNewest(Path folder, int kept) throws IOException {
        List<Path> newestFirst;
        try (Stream<Path> all = Files.list(folder)) {
            newestFirst = all.filter(
                            path -> NAMED.matcher(path.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path old : newestFirst.stream().skip(kept).toList()) {
            Files.delete(old);
        }
    }
}
