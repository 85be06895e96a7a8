package org.throughline.packages.vocabulary;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/**
 * Rows of PostgreSQL's text form of COPY, sent in portions.
 *
 * @see <a href="https://www.postgresql.org/docs/15/sql-copy.html">COPY</a>
 */
final class CopyRow {
    private static final int PORTION = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder waiting = new StringBuilder();
    private boolean begun;

    CopyRow(CopyIn copy) {
        this.copy = copy;
    }

    CopyRow field(int value) {
        return field(Integer.toString(value));
    }

    CopyRow field(String value) {
        if (begun) {
            waiting.append('\t');
        }
        begun = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> waiting.append("\\\\");
                case '\t' -> waiting.append("\\t");
                case '\n' -> waiting.append("\\n");
                case '\r' -> waiting.append("\\r");
                case 0 -> waiting.append(' ');
                default -> waiting.append(c);
            }
        }
        return this;
    }

    void end() throws SQLException {
        waiting.append('\n');
        begun = false;
        if (waiting.length() >= PORTION) {
            flush();
        }
    }

    void flush() throws SQLException {
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        waiting.setLength(0);
    }
}
