package org.throughline.clinic.practice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.throughline.events.repeat.Repeats;

/** Which tests were not repeated since somebody was told of the last result, and what they would have cost. */
record RepeatPages(PracticeParts parts) {
    private static final String HOME = "/practice/repeats";
    private static final int DAYS = 365;

    PracticeView page() {
        List<Repeats.Count> counts = parts.repeats().counts(parts.now().minus(Duration.ofDays(DAYS)));
        return PracticeView.of("repeats", "Repeated tests", List.of(table(counts)));
    }

    private static Table table(List<Repeats.Count> counts) {
        List<Table.Row> rows = new ArrayList<>();
        counts.forEach(each -> rows.add(row(each.test(), each, false)));
        if (counts.size() > 1) {
            rows.add(row("All", sum(counts), true));
        }
        return Table.of(
                HOME,
                "tests",
                "By test, the last year",
                "Whoever orders a test within its interval is told of the last result, wherever it was done. It is counted as avoided only"
                        + " when it was taken out then and nobody, here or at an organization that shares the record, ordered or did the"
                        + " same until the interval was over; until then it is counted as running. Cost: Medicare's fee for the test, where"
                        + " we know it; no visit, no needle and no follow-up is counted.",
                List.of(
                        Table.Column.text("Test"),
                        Table.Column.number("Told"),
                        Table.Column.number("of them done elsewhere"),
                        Table.Column.number("Ordered all the same"),
                        Table.Column.number("Taken out, running"),
                        Table.Column.number("Avoided"),
                        Table.Column.number("Cost avoided")),
                rows,
                "Nobody was told that a test was done lately.");
    }

    private static Repeats.Count sum(List<Repeats.Count> counts) {
        return new Repeats.Count(
                "All",
                counts.stream().mapToInt(Repeats.Count::told).sum(),
                counts.stream().mapToInt(Repeats.Count::elsewhere).sum(),
                counts.stream().mapToInt(Repeats.Count::ordered).sum(),
                counts.stream().mapToInt(Repeats.Count::running).sum(),
                counts.stream().mapToInt(Repeats.Count::avoided).sum(),
                counts.stream().mapToLong(Repeats.Count::cents).sum(),
                counts.stream().mapToInt(Repeats.Count::unpriced).sum());
    }

    private static Table.Row row(String name, Repeats.Count count, boolean total) {
        String unpriced = count.unpriced() == 0 ? "" : "without " + count.unpriced() + " of unknown price";
        return new Table.Row(
                List.of(
                        Table.Cell.of(name),
                        Table.Cell.of(Integer.toString(count.told())),
                        Table.Cell.of(Integer.toString(count.elsewhere())),
                        Table.Cell.of(Integer.toString(count.ordered())),
                        Table.Cell.of(Integer.toString(count.running())),
                        Table.Cell.of(Integer.toString(count.avoided())),
                        Table.Cell.of(String.format(Locale.ROOT, "$%d.%02d", count.cents() / 100, count.cents() % 100))
                                .with(unpriced)),
                total);
    }
}
