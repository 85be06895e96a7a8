package org.throughline.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** One process per data folder. The system lets go of the lock when the process ends, however it ends. */
public final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder that exists.
     *
     * @throws Failed with {@link Failure.Unavailable} when another process has it
     */
    public static FolderLock of(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!taken(channel)) {
            String holder = Files.readString(file, US_ASCII).strip();
            channel.close();
            throw new Failed(new Failure.Unavailable("The data folder " + folder + " is in use by process " + holder
                    + ". Stop that one first, or choose another folder with --data."));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)));
        return new FolderLock(channel);
    }

    /** The process that uses the folder; empty when none does. */
    public static OptionalLong holder(Path folder) {
        try {
            String pid = Files.readString(folder.resolve("lock"), US_ASCII).strip();
            // A process that ended has no command line any more; a later one of that number has another.
            String command = pid.isEmpty() ? "" : Files.readString(Path.of("/proc", pid, "cmdline"), ISO_8859_1);
            return command.contains("throughline") ? OptionalLong.of(Long.parseLong(pid)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean taken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
