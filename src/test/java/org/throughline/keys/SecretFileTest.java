package org.throughline.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Path file = folder.resolve("secret");
        SecretFile.loadOrCreate(file, () -> "one".getBytes(UTF_8));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void whatWasMadeOnceStays() throws IOException {
        Path file = folder.resolve("secret");
        byte[] first = SecretFile.loadOrCreate(file, () -> "one".getBytes(UTF_8));
        byte[] second = SecretFile.loadOrCreate(file, () -> "two".getBytes(UTF_8));
        assertArrayEquals(first, second);
    }
}
