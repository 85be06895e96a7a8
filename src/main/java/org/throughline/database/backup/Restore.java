package org.throughline.database.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.throughline.database.Cluster;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Makes a data folder of a backup. */
public final class Restore {
    private Restore() {}

    /**
     * Puts a backup into a folder that is missing or empty, all of it or nothing. At its first start the database brings
     * itself to the moment at which the backup ended.
     *
     * @return what was said about the backup when it was taken
     * @throws Failed with {@link Failure.Conflict} when the folder is in use, {@link Failure.Invalid} when the passphrase is
     *     another, the file is no backup, is damaged, or is of another major version of PostgreSQL
     */
    public static Properties run(Path file, Path dataFolder, Passphrase passphrase) throws IOException {
        requireEmpty(dataFolder);
        Files.createDirectories(dataFolder);
        Path draft = dataFolder.resolve("restored.new");
        try {
            Properties about = unpack(file, draft, passphrase);
            Path cluster = draft.resolve("postgres");
            if (!Integer.toString(Cluster.majorVersion()).equals(about.getProperty("postgres"))) {
                throw new Failed(new Failure.Invalid(
                        "value",
                        "file",
                        "The backup is of PostgreSQL " + about.getProperty("postgres")
                                + ", and this version of the product"
                                + " brings " + Cluster.majorVersion()
                                + ". Restore it with the version of the product that took it, and move on by export and"
                                + " import."));
            }
            Cluster.entrust(cluster);
            place(draft, dataFolder);
            return about;
        } finally {
            Cluster.delete(draft);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new Failed(
                        new Failure.Conflict(
                                "The folder " + folder
                                        + " is not empty. A backup is restored into a folder of its own, so that nothing is overwritten."));
            }
        }
    }

    private static Properties unpack(Path file, Path draft, Passphrase passphrase) throws IOException {
        Files.createDirectory(draft);
        Properties about = new Properties();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            Envelope.Opened opened = Envelope.opening(in, passphrase);
            unpack(opened, draft, about);
            opened.verify();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            // A change shows itself as broken packing before the code at the end is reached.
            throw Envelope.damaged(e);
        }
        return about;
    }

    private static void unpack(Envelope.Opened opened, Path draft, Properties about) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(opened.content(), StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.getName().equals(Backup.ABOUT)) {
                about.load(tar);
            } else {
                unpack(entry, tar, draft);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path draft) throws IOException {
        Path target = draft.resolve(entry.getName()).normalize();
        boolean ours = entry.getName().startsWith(Backup.CLUSTER) || Backup.KEYS.contains(entry.getName());
        if (!ours || !target.startsWith(draft)) {
            throw Envelope.damaged(null);
        }
        Path folder = entry.isDirectory() ? target : target.resolveSibling(".").normalize();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!entry.isDirectory()) {
            Files.copy(content, target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** The cluster last: with it the folder is whole. */
    private static void place(Path draft, Path dataFolder) throws IOException {
        for (String name : Backup.KEYS) {
            if (Files.exists(draft.resolve(name))) {
                Files.move(draft.resolve(name), dataFolder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Files.move(draft.resolve("postgres"), dataFolder.resolve("postgres"), StandardCopyOption.ATOMIC_MOVE);
    }
}
