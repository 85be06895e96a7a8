package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** The log, when texts of others get into it. */
class LoggingTest {
    private static final String FORGED = "x\n2026-01-01T00:00:00Z INFO all is well\r\u001b[2K\u2028end";

    @Test
    void nobodyMakesUpAnEvent() {
        LogRecord event = new LogRecord(Level.WARNING, "refused: {0}");
        event.setParameters(new Object[] {FORGED});
        String text = new Logging.Line().format(event);
        assertEquals(1, text.lines().count(), text);
        assertFalse(text.contains("\u001b"), "nor moves the cursor");
        assertTrue(text.contains("all is well"), "what was sent can still be read");
    }

    @Test
    void whatBelongsToAnEventIsIndented() {
        LogRecord event = new LogRecord(Level.WARNING, "broken off");
        event.setThrown(new IllegalStateException(FORGED));
        String text = new Logging.Line().format(event);
        assertEquals(1, text.lines().filter(line -> !line.startsWith("    ")).count(), text);
        assertFalse(text.contains("\u001b"), text);
    }
}
