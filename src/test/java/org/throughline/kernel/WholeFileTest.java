package org.throughline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is there as it was or as it is to be, whatever happens in between. */
class WholeFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFailureLeavesWhatWasThereAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("pack.pdf"), "old");
        assertThrows(
                IOException.class,
                () -> WholeFile.write(file, draft -> {
                    Files.writeString(draft, "half");
                    throw new IOException("No space left on device");
                }));
        assertEquals("old", Files.readString(file));
        assertFalse(Files.exists(folder.resolve("pack.pdf.part")));
    }

    @Test
    void killedBeforeItIsInItsPlaceItLeavesWhatWasThereAndTheNextTakesItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("pack.pdf"), "old");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        assertEquals(Killed.CODE, process.waitFor());
        assertEquals("old", Files.readString(file));
        assertTrue(Files.exists(folder.resolve("pack.pdf.part")));

        WholeFile.write(file, draft -> Files.writeString(draft, "new"));
        assertEquals("new", Files.readString(file));
        assertFalse(Files.exists(folder.resolve("pack.pdf.part")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    /** Ends as a crash would, when all is written and nothing is in its place yet. */
    static final class Killed {
        static final int CODE = 9;

        private Killed() {}

        public static void main(String[] arguments) throws IOException {
            WholeFile.write(Path.of(arguments[0]), draft -> {
                Files.writeString(draft, "new");
                Runtime.getRuntime().halt(CODE);
            });
        }
    }
}
