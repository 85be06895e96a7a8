package org.throughline.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** A small file that only the service's user may read (mode 0600), written whole. */
public final class SecretFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SecretFile() {}

    /**
     * The content of the file; when there is no such file it is made first. Two processes that make it at once end with
     * the same content: the first to finish wins.
     *
     * @throws IOException when the folder is missing or not ours to write in
     */
    public static byte[] loadOrCreate(Path file, Supplier<byte[]> content) throws IOException {
        if (!Files.exists(file)) {
            create(file, content.get());
        }
        return Files.readAllBytes(file);
    }

    /**
     * Gives the file another content, at once for whoever reads it.
     *
     * @throws IOException when the folder is missing or not ours to write in
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void create(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its content counts.
        } finally {
            Files.delete(draft);
        }
    }

    private static Path draft(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(
                file.getFileName() + ".new-" + ProcessHandle.current().pid());
        Files.deleteIfExists(draft);
        try (FileChannel channel =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        return draft;
    }
}
