package org.throughline.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes a file whole or not at all: whoever opens it, and whatever stops the product at any moment, finds what was there
 * before or what is there after. Only the service's user may read it.
 */
public final class WholeFile {
    private static final String DRAFT = ".part";

    private WholeFile() {}

    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes it.
         *
         * @param draft an empty file that is there
         */
        void writeTo(Path draft) throws IOException;
    }

    /**
     * Writes it, in the place of what is there.
     *
     * @throws IOException when the folder cannot be written, or is full; what was there is still there
     */
    public static void write(Path file, Content content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + DRAFT);
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            content.writeTo(draft);
            force(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            force(file.resolveSibling("").toAbsolutePath());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Makes sure that it is on the disk. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
