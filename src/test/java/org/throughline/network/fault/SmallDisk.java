package org.throughline.network.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, small enough to be filled. Only where whoever runs the tests may mount one. */
final class SmallDisk implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Whether there can be one here. */
    static boolean possible() throws IOException {
        Path folder = Files.createTempDirectory("small-disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString());
        if (mounted) {
            run("umount", folder.toString());
        }
        Files.delete(folder);
        return mounted;
    }

    static SmallDisk on(Path folder, int megabytes) throws IOException {
        if (!run("mount", "-t", "tmpfs", "-o", "mode=777,size=" + megabytes + "m", "tmpfs", folder.toString())) {
            throw new IOException("cannot mount on " + folder);
        }
        return new SmallDisk(folder);
    }

    /** Not a byte is free any more. */
    void fill() throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            // It is full.
        }
    }

    void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }
}
