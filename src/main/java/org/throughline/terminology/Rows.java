package org.throughline.terminology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of tab-separated lines: the first that does not begin with # names the columns; lines that begin with # are for
 * the file's readers.
 */
public final class Rows {
    private final String file;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    private Rows(String file, String text, List<String> columns) {
        this.file = file;
        this.columns = columns;
        boolean headed = false;
        int number = 0;
        int end;
        for (int at = 0; at < text.length(); at = end + 1) {
            end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            number++;
            if (at == end || text.charAt(at) == '#') {
                continue;
            }
            String[] fields = fields(text.substring(at, end));
            Row row = new Row(number, fields);
            if (headed) {
                row.require(fields.length == columns.size(), "has " + fields.length + " columns");
                rows.add(row);
            } else {
                row.require(Arrays.asList(fields).equals(columns), "does not name the columns " + columns);
                headed = true;
            }
        }
    }

    private static String[] fields(String line) {
        return line.split("\t", -1);
    }

    /**
     * Reads a resource that lies beside a class.
     *
     * @param columns the columns that it must have, in their order
     * @throws IllegalStateException when a line breaks the format, naming file and line
     */
    public static List<Row> of(Class<?> beside, String resource, String... columns) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(resource), resource)) {
            return of(resource, new String(in.readAllBytes(), UTF_8), columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a text as such a file; as the other. */
    public static List<Row> of(String file, String text, String... columns) {
        return List.copyOf(new Rows(file, text, List.of(columns)).rows);
    }

    /** A line of the file. */
    public final class Row {
        private final int number;
        private final String[] fields;

        private Row(int number, String[] fields) {
            this.number = number;
            this.fields = fields;
        }

        /** What is in a column, empty when nothing is. */
        public String text(String column) {
            return fields[columns.indexOf(column)];
        }

        /** What is in a column, when something is. */
        public Optional<String> optional(String column) {
            return Optional.of(text(column)).filter(text -> !text.isEmpty());
        }

        /** The texts between semicolons in a column. */
        public List<String> list(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                return List.of();
            }
            return Arrays.stream(text.split(";", -1))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        }

        /** A whole number in a column. */
        public int number(String column) {
            String text = text(column);
            require(text.matches("\\d{1,9}"), "has no number in " + column);
            return Integer.parseInt(text);
        }

        /** Fails, naming file and line, unless something holds. */
        public void require(boolean holds, String what) {
            if (!holds) {
                throw wrong(what);
            }
        }

        /** The failure that says what is wrong with this line. */
        public IllegalStateException wrong(String what) {
            return new IllegalStateException(file + ", line " + number + " " + what);
        }
    }
}
