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
import java.util.regex.Pattern;

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

    /**
     * One event a line, and what belongs to it indented: texts of others that stand in it can make up no event, and move no
     * terminal's cursor.
     */
    static final class Line extends Formatter {
        private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

        @Override
        public String format(LogRecord event) {
            StringBuilder line = new StringBuilder();
            line.append(Instant.ofEpochMilli(event.getMillis()).truncatedTo(ChronoUnit.MILLIS));
            line.append(' ').append(event.getLevel().getName()).append(' ');
            line.append(shown(formatMessage(event))).append('\n');
            if (event.getThrown() != null) {
                StringWriter trace = new StringWriter();
                event.getThrown().printStackTrace(new PrintWriter(trace, true));
                trace.toString()
                        .lines()
                        .forEach(each -> line.append("    ").append(shown(each)).append('\n'));
            }
            return line.toString();
        }

        private static String shown(String text) {
            return CONTROL.matcher(text).replaceAll("\uFFFD");
        }
    }
}
