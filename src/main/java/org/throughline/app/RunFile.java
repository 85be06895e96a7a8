package org.throughline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What a running product says of itself in the file {@code run} of its data folder: address and version, a line each.
 * Whether it still runs, the folder's lock tells.
 */
record RunFile(String address, String version) {

    void writeTo(Path folder) throws IOException {
        Path draft = folder.resolve("run.new");
        Files.write(draft, List.of(address, version));
        Files.move(draft, folder.resolve("run"), StandardCopyOption.ATOMIC_MOVE);
    }

    static Optional<RunFile> of(Path folder) throws IOException {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("run"));
            return lines.size() < 2 ? Optional.empty() : Optional.of(new RunFile(lines.get(0), lines.get(1)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("run"));
    }
}
