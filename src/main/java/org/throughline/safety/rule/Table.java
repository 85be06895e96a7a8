package org.throughline.safety.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file of knowledge: lines that begin with # are for its readers, but for {@code #version}, {@code #dated} and
 * {@code #until}, which are needed; then a line of column names; then an entry a line, a tab between columns, the id first.
 */
final class Table {
    private final RuleVersion version;
    private final List<Numbered> rows;

    private record Numbered(int number, Row row) {}

    private Table(RuleVersion version, List<Numbered> rows) {
        this.version = version;
        this.rows = rows;
    }

    RuleVersion version() {
        return version;
    }

    static Table read(String file, byte[] content, String digest) {
        List<String> lines = new String(content, UTF_8).lines().toList();
        RuleVersion version =
                new RuleVersion(file, meta(lines, "#version "), date(lines, "#dated "), date(lines, "#until "), digest);
        List<Numbered> rows = new ArrayList<>();
        List<String> columns = List.of();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            List<String> fields = Arrays.asList(line.split("\t", -1));
            if (columns.isEmpty()) {
                columns = fields;
            } else {
                require(fields.size() == columns.size(), i, "has " + fields.size() + " columns, not " + columns.size());
                require(ids.add(fields.getFirst()), i, "has an id that another line has");
                rows.add(new Numbered(i, row(version, columns, fields, line)));
            }
        }
        if (rows.isEmpty()) {
            throw new Unreadable("there is nothing in it");
        }
        return new Table(version, rows);
    }

    private static Row row(RuleVersion version, List<String> columns, List<String> fields, String line) {
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byName.put(columns.get(i), fields.get(i).strip());
        }
        return new Row(version, byName, line);
    }

    private static String meta(List<String> lines, String name) {
        return lines.stream()
                .filter(each -> each.startsWith(name))
                .map(each -> each.substring(name.length()).strip())
                .findFirst()
                .orElseThrow(() -> new Unreadable("its head has no " + name.strip()));
    }

    private static LocalDate date(List<String> lines, String name) {
        try {
            return LocalDate.parse(meta(lines, name));
        } catch (DateTimeParseException e) {
            throw new Unreadable(name + "is no date: " + e.getParsedString());
        }
    }

    private static void require(boolean holds, int index, String what) {
        if (!holds) {
            throw new Unreadable("line " + (index + 1) + " " + what);
        }
    }

    /** What each line says, in their order. */
    <T> List<T> map(Function<Row, @Nullable T> reading) {
        List<T> all = new ArrayList<>();
        for (Numbered each : rows) {
            try {
                T read = reading.apply(each.row);
                if (read != null) {
                    all.add(read);
                }
            } catch (Unreadable | IllegalArgumentException | DateTimeParseException e) {
                throw new Unreadable("line " + (each.number + 1) + ": " + e.getMessage());
            }
        }
        return all;
    }
}
