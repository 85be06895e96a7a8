package org.throughline.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once into a folder named for their version. */
record Binaries(Path folder) {
    /** The version that the build brings; a test compares it with what the programs say. */
    static final String VERSION = "18.6";

    static final int MAJOR = 18;

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Unpacks into a folder below {@code parent}, unless that was done before. */
    static Binaries unpackedIn(Path parent) throws IOException {
        Path folder = parent.resolve("postgresql-" + VERSION);
        if (!Files.exists(folder)) {
            Path draft = parent.resolve(
                    "postgresql-" + VERSION + ".new-" + ProcessHandle.current().pid());
            Folders.delete(draft);
            unpack(draft);
            // A rename is all or nothing: a folder of that name is always whole.
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Binaries(folder);
    }

    private static void unpack(Path into) throws IOException {
        Files.createDirectories(into);
        try (InputStream packed = resource();
                InputStream tar = new XZInputStream(new BufferedInputStream(packed, 1 << 16));
                TarArchiveInputStream entries = new TarArchiveInputStream(tar)) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (target.startsWith(into) && !onlyForCompilers(entry.getName())) {
                    unpack(entry, entries, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static boolean onlyForCompilers(String name) {
        return name.endsWith(".a") || name.contains("/pgxs/") || name.contains("/pkgconfig/");
    }

    private static InputStream resource() {
        String machine = System.getProperty("os.arch", "").equals("aarch64") ? "arm_64" : "x86_64";
        InputStream packed = Binaries.class.getResourceAsStream("/postgres-linux-" + machine + ".txz");
        if (packed == null) {
            throw new Failed(new Failure.Unavailable("No PostgreSQL for this kind of machine comes with the product;"
                    + " name one of your own, version 15 or newer, with --database-url."));
        }
        return packed;
    }
}
