package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code token}. */
class TokenCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int token(String... scopes) {
        String[] arguments = new String[3 + scopes.length];
        arguments[0] = "token";
        arguments[1] = "--data=" + folder;
        arguments[2] = "--scope";
        System.arraycopy(scopes, 0, arguments, 3, scopes.length);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void itIsPrintedAloneOnOneLine() {
        assertEquals(0, token("system/*.cruds,system/Patient.rs"));
        assertTrue(out.toString().matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\n"), out::toString);
    }

    @Test
    void aTypeThatDoesNotExistIsRefusedByName() {
        assertTrue(token("system/Foo.rs") != 0);
        assertTrue(err.toString().contains("There is no resource type Foo"), err::toString);
        assertEquals("", out.toString());
    }
}
