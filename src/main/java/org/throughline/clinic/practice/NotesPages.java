package org.throughline.clinic.practice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.care.practice.Kept;
import org.throughline.care.practice.SignedNotes;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Visit;

/** How much of what was signed is added to. */
record NotesPages(PracticeParts parts) {
    private static final String HOME = "/practice/notes";
    private static final String LIST = "/practice/notes/list";

    PracticeView page() {
        Optional<Kept.Figure<SignedNotes.Figures>> figure = parts.signed().get();
        return new PracticeView(
                "notes",
                "Addenda",
                "",
                List.of(),
                figure.map(counted -> tables(counted.value())).orElse(List.of()),
                figure.map(counted -> parts.dates().time(counted.at())).orElse(""),
                null,
                figure.isEmpty());
    }

    private static List<Table> tables(SignedNotes.Figures figures) {
        boolean any = figures.months().stream().anyMatch(count -> count.signed() + count.addenda() > 0);
        return List.of(
                table(
                        "months",
                        "By month",
                        "Month",
                        any ? figures.months() : List.of(),
                        "Addenda are counted in the month in which they were signed."),
                table("authors", "By author, the last " + SignedNotes.DAYS + " days", "Author", figures.authors(), ""));
    }

    private static Table table(String key, String title, String what, List<SignedNotes.Count> counts, String hint) {
        List<Table.Row> rows = new ArrayList<>();
        for (SignedNotes.Count count : counts) {
            String name = count.name().isEmpty() ? count.key() : count.name();
            rows.add(Table.Row.of(
                    Table.Cell.of(name),
                    Table.Cell.of(Long.toString(count.signed())),
                    Table.Cell.count(
                            count.addenda(), LIST + "?of=" + URLEncoder.encode(count.key(), StandardCharsets.UTF_8)),
                    Table.Cell.of(count.rate().isEmpty() ? "no notes" : count.rate())));
        }
        return Table.of(
                HOME,
                key,
                title,
                hint,
                List.of(
                        Table.Column.text(what),
                        Table.Column.number("Signed notes"),
                        Table.Column.number("Addenda"),
                        Table.Column.number("For 100 notes")),
                rows,
                "No note was signed here yet.");
    }

    /** The addenda behind a number. */
    PracticeView list(Visit visit) {
        String of = visit.request().parameter("of").orElse("");
        if (!of.matches("\\d{4}-(0[1-9]|1[0-2])|Practitioner/[A-Za-z0-9.-]{1,64}")) {
            throw new Failed(new Failure.NotFound("There is no such list."));
        }
        List<SignedNotes.Addendum> found = parts.addenda(of);
        Shown shown = parts.shown(visit, found.stream().map(NotesPages::entry).toList());
        parts.note(visit, "practice/notes", shown.told());
        return PracticeView.list(
                "notes",
                "Addenda",
                HOME,
                Table.of(
                        LIST + "?of=" + URLEncoder.encode(of, StandardCharsets.UTF_8),
                        "list",
                        "The newest first",
                        "What your role does not show you is counted and not told.",
                        List.of(
                                Table.Column.text("Signed"),
                                Table.Column.text("Author"),
                                Table.Column.text("Patient"),
                                Table.Column.text("Note")),
                        found.stream().map(each -> row(each, shown)).toList(),
                        "None."));
    }

    private static Shown.Entry entry(SignedNotes.Addendum addendum) {
        return new Shown.Entry("DocumentReference", addendum.id(), addendum.patient());
    }

    private Table.Row row(SignedNotes.Addendum addendum, Shown shown) {
        Shown.Entry entry = entry(addendum);
        boolean sees = shown.sees(entry) && shown.opens();
        return Table.Row.of(
                Table.Cell.of(parts.dates().moment(addendum.at())),
                Table.Cell.of(addendum.author()),
                shown.patient(entry, ""),
                new Table.Cell(
                        sees ? addendum.title() : Shown.NOT_SHOWN,
                        "",
                        sees ? "/notes/" + addendum.patient() + "/" + addendum.appends() : "",
                        -1));
    }
}
