package org.throughline.clinic.practice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.care.practice.Kept;
import org.throughline.care.practice.MixUps;
import org.throughline.ui.Visit;

/** Orders that were meant for somebody else. */
record MixUpPages(PracticeParts parts) {
    private static final String HOME = "/practice/mixups";

    PracticeView page(Visit visit) {
        Optional<Kept.Figure<MixUps.Figures>> figure = parts.mixUps().get();
        return new PracticeView(
                "mixups",
                "Wrong patient, noticed in time",
                "",
                List.of(),
                figure.map(counted -> tables(visit, counted.value())).orElse(List.of()),
                figure.map(counted -> parts.dates().time(counted.at())).orElse(""),
                null,
                figure.isEmpty());
    }

    private List<Table> tables(Visit visit, MixUps.Figures figures) {
        List<Shown.Entry> entries = new ArrayList<>();
        figures.found().forEach(found -> entries.addAll(List.of(first(found), second(found))));
        Shown shown = parts.shown(visit, entries);
        parts.note(visit, "practice/mixups", shown.told());
        return List.of(
                Table.of(
                        HOME,
                        "rate",
                        "The last " + PracticeParts.DAYS + " days",
                        "Orders that were taken back within ten minutes, and entered by the same person for another patient"
                                + " within ten minutes of that. It counts what was noticed: the fewer, the better the right"
                                + " chart is recognized, or the less is noticed.",
                        List.of(
                                Table.Column.text("Of"),
                                Table.Column.number("Orders"),
                                Table.Column.number("Meant for somebody else"),
                                Table.Column.number("For 1,000 orders")),
                        List.of(Table.Row.of(
                                Table.Cell.of("All orders"),
                                Table.Cell.of(Long.toString(figures.orders())),
                                Table.Cell.of(Integer.toString(figures.found().size())),
                                Table.Cell.of(figures.rate().isEmpty() ? "no orders" : figures.rate()))),
                        ""),
                Table.of(
                        HOME,
                        "list",
                        "Which",
                        "",
                        List.of(
                                Table.Column.text("Taken back"),
                                Table.Column.text("Ordered by"),
                                Table.Column.text("What"),
                                Table.Column.text("First for"),
                                Table.Column.text("Then for"),
                                Table.Column.number("Noticed after")),
                        figures.found().stream().map(found -> row(found, shown)).toList(),
                        "None in these days."));
    }

    private static Shown.Entry first(MixUps.MixUp found) {
        return new Shown.Entry(found.type(), found.first(), found.patient());
    }

    private static Shown.Entry second(MixUps.MixUp found) {
        return new Shown.Entry(found.type(), found.second(), found.other());
    }

    private Table.Row row(MixUps.MixUp found, Shown shown) {
        boolean sees = shown.sees(first(found)) && shown.sees(second(found));
        String section = found.type().equals("MedicationRequest") ? "/medications" : "/orders";
        return Table.Row.of(
                Table.Cell.of(parts.dates().moment(found.takenBack())),
                Table.Cell.of(found.by()),
                Table.Cell.of(sees ? found.what() : Shown.NOT_SHOWN),
                shown.patient(first(found), section),
                shown.patient(second(found), section),
                Table.Cell.of(
                        Duration.between(found.ordered(), found.takenBack()).toSeconds() + " s"));
    }
}
