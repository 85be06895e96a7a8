package org.throughline.clinic.practice;

import java.util.List;
import java.util.Optional;
import org.throughline.care.imaging.ReadingFigures;
import org.throughline.care.practice.Kept;

/** How much is read, added to and read again. */
record ReadingPages(PracticeParts parts) {
    private static final String HOME = "/practice/reading";

    PracticeView page() {
        Optional<Kept.Figure<List<ReadingFigures.Count>>> figure =
                parts.readings().get();
        return new PracticeView(
                "reading",
                "Reading of images",
                "",
                List.of(),
                figure.map(counted -> List.of(table(counted.value()))).orElse(List.of()),
                figure.map(counted -> parts.dates().time(counted.at())).orElse(""),
                null,
                figure.isEmpty());
    }

    private static Table table(List<ReadingFigures.Count> counts) {
        return Table.of(
                HOME,
                "readers",
                "By month and reader",
                "Each act is counted in the month in which it was signed; second readings are counted for the first reader.",
                List.of(
                        Table.Column.text("Month"),
                        Table.Column.text("Reader"),
                        Table.Column.number("Readings"),
                        Table.Column.number("Addenda"),
                        Table.Column.number("Read again by others"),
                        Table.Column.number("Minor discrepancies"),
                        Table.Column.number("Major discrepancies")),
                counts.stream()
                        .map(each -> Table.Row.of(
                                Table.Cell.of(each.month()),
                                Table.Cell.of(each.reader()),
                                Table.Cell.of(Long.toString(each.readings())),
                                Table.Cell.of(Long.toString(each.addenda())),
                                Table.Cell.of(Long.toString(each.again())),
                                Table.Cell.of(Long.toString(each.minor())),
                                Table.Cell.of(Long.toString(each.major()))))
                        .toList(),
                "No report of imaging was signed here in the last " + ReadingFigures.MONTHS + " months.");
    }
}
