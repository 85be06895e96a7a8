package org.throughline.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The log: one line an event on standard error, in UTC, for the operator's own tools to keep. */
public final class Logging {
    /** Held, since the log manager forgets loggers, with their levels, that nobody holds. */
    private static final Logger OURS = Logger.getLogger("org.throughline");
    /** HAPI's parser warns of what it finds odd in the definitions of packages, which nobody here can change. */
    private static final Logger PARSER = Logger.getLogger("ca.uhn.fhir.parser");

    private Logging() {}

    /** How much is logged. */
    public enum Level {
        ERROR,
        WARNING,
        INFO,
        DEBUG
    }

    /** Logs events of this level and graver ones; libraries only when something is wrong. */
    public static void to(Level level) {
        LogManager.getLogManager().reset();
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new Line());
        console.setLevel(jdks(level));
        Logger root = Logger.getLogger("");
        root.addHandler(console);
        root.setLevel(level == Level.DEBUG ? java.util.logging.Level.INFO : java.util.logging.Level.WARNING);
        OURS.setLevel(jdks(level));
        PARSER.setLevel(java.util.logging.Level.SEVERE);
    }

    private static java.util.logging.Level jdks(Level level) {
        return switch (level) {
            case ERROR -> java.util.logging.Level.SEVERE;
            case WARNING -> java.util.logging.Level.WARNING;
            case INFO -> java.util.logging.Level.INFO;
            case DEBUG -> java.util.logging.Level.FINE;
        };
    }

    private static final class Line extends Formatter {
        @Override
        public String format(LogRecord event) {
            StringWriter line = new StringWriter();
            line.append(Instant.ofEpochMilli(event.getMillis())
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString());
            line.append(' ').append(event.getLevel().getName()).append(' ');
            line.append(formatMessage(event)).append('\n');
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(line, true));
            }
            return line.toString();
        }
    }
}
