package org.throughline.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.throughline.http.Answer;

/**
 * Tables as files that spreadsheets read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class Csv {
    private Csv() {}

    /** A line. */
    public static String line(String... cells) {
        return line(List.of(cells));
    }

    /** A line. */
    public static String line(Collection<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /** Quoted; what a spreadsheet would take for a formula is made a text. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    /**
     * The file.
     *
     * @param name without its ending
     */
    public static Answer file(String name, String lines) {
        return Answer.of(200, "text/csv; charset=utf-8", lines.getBytes(UTF_8))
                .with("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    }
}
