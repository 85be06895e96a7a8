package org.throughline.terminology.lab;

import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Entry;
import org.throughline.terminology.Rows;

/** The files of this room: what a line of them is. */
final class LabFiles {
    private LabFiles() {}

    static Map<String, Lab> labs(Catalogue catalogue) {
        Map<String, Lab> labs = new LinkedHashMap<>();
        List<Rows.Row> rows = Rows.of(
                LabFiles.class,
                "labs.tsv",
                "kind",
                "name",
                "loinc",
                "loinc name",
                "specimen",
                "unit",
                "decimals",
                "serial",
                "answers",
                "members",
                "often",
                "also");
        for (Rows.Row row : rows) {
            Entry entry = catalogue.named(row.text("name")).orElseThrow();
            labs.put(entry.name(), lab(entry, row));
        }
        for (Rows.Row row : rows) {
            row.list("members").forEach(each -> row.require(labs.containsKey(each), "has no member " + each));
        }
        return labs;
    }

    private static Lab lab(Entry entry, Rows.Row row) {
        row.require(!row.text("specimen").isEmpty(), "has no specimen");
        String answers = row.text("answers");
        int slash = answers.indexOf(" / ");
        return new Lab(
                entry,
                row.text("specimen"),
                row.optional("unit").orElse(null),
                row.number("decimals"),
                row.text("serial").equals("yes"),
                parts(slash < 0 ? answers : answers.substring(0, slash)),
                parts(slash < 0 ? "" : answers.substring(slash + 3)),
                row.list("members"));
    }

    private static List<String> parts(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("; ", -1));
    }

    static Map<String, List<Range>> ranges(Map<String, Lab> labs) {
        Map<String, List<Range>> ranges = new HashMap<>();
        for (Rows.Row row : Rows.of(
                LabFiles.class,
                "ranges.tsv",
                "name",
                "sex",
                "from",
                "before",
                "low",
                "high",
                "critical low",
                "critical high",
                "source")) {
            Lab lab = labs.get(row.text("name"));
            row.require(lab != null && lab.unit() != null, "is of no test with a unit");
            row.require(!row.text("source").isBlank(), "has no source");
            ranges.computeIfAbsent(row.text("name"), each -> new ArrayList<>()).add(range(row));
        }
        return ranges;
    }

    private static Range range(Rows.Row row) {
        Range range = new Range(
                sex(row),
                age(row, row.text("from")),
                row.text("before").isEmpty() ? null : age(row, row.text("before")),
                bound(row, "low"),
                bound(row, "high"),
                bound(row, "critical low"),
                bound(row, "critical high"),
                row.text("source"));
        requireOrder(row, range.criticalLow(), range.low());
        requireOrder(row, range.low(), range.high());
        requireOrder(row, range.high(), range.criticalHigh());
        return range;
    }

    private static Range.@Nullable Sex sex(Rows.Row row) {
        return switch (row.text("sex")) {
            case "" -> null;
            case "f" -> Range.Sex.FEMALE;
            case "m" -> Range.Sex.MALE;
            default -> throw row.wrong("has a sex that is none of f, m and nothing");
        };
    }

    private static Period age(Rows.Row row, String text) {
        row.require(text.matches("\\d{1,3}[dmy]"), "has an age that is no number with d, m or y");
        int number = Integer.parseInt(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'd' -> Period.ofDays(number);
            case 'm' -> Period.ofMonths(number);
            default -> Period.ofYears(number);
        };
    }

    private static @Nullable BigDecimal bound(Rows.Row row, String column) {
        return row.optional(column).map(BigDecimal::new).orElse(null);
    }

    private static void requireOrder(Rows.Row row, @Nullable BigDecimal lower, @Nullable BigDecimal upper) {
        row.require(lower == null || upper == null || lower.compareTo(upper) < 0, "has bounds out of order");
    }
}
