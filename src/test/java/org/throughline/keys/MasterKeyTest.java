package org.throughline.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.kernel.Failed;

class MasterKeyTest {
    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of("");

    private MasterKey key() {
        return MasterKey.of(folder, new SecureRandom());
    }

    @Test
    void anotherProcessOfTheFolderReadsWhatWasWrapped() {
        assertArrayEquals(SECRET, key().unwrap(key().wrap(SECRET, "a"), "a"));
        assertArrayEquals(key().mark("a", "code"), key().mark("a", "code"));
    }

    @Test
    void theSameSecretIsNeverWrappedTheSame() {
        assertFalse(Arrays.equals(key().wrap(SECRET, "a"), key().wrap(SECRET, "a")));
        assertFalse(Arrays.equals(key().mark("a", "code"), key().mark("b", "code")));
    }

    @Test
    void whatIsOfAnotherNameOrKeyOrWasChangedIsNotRead(@TempDir Path elsewhere) {
        byte[] wrapped = key().wrap(SECRET, "a");
        assertThrows(Failed.class, () -> key().unwrap(wrapped, "b"));
        assertThrows(
                Failed.class, () -> MasterKey.of(elsewhere, new SecureRandom()).unwrap(wrapped, "a"));
        wrapped[wrapped.length - 1] ^= 1;
        assertThrows(Failed.class, () -> key().unwrap(wrapped, "a"));
        assertThrows(Failed.class, () -> key().unwrap(new byte[0], "a"));
    }
}
