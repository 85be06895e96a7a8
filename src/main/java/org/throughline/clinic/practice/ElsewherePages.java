package org.throughline.clinic.practice;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.throughline.care.practice.Elsewhere;
import org.throughline.care.practice.Kept;
import org.throughline.ui.Visit;

/** How many patients were seen elsewhere too, and by whom. Counts only: what others shared is not told on here. */
record ElsewherePages(PracticeParts parts) {
    private static final String HOME = "/practice/elsewhere";
    private static final int YEARS = 5;
    private static final int MOST = 500;
    private static final String FAULT =
            "From and until are days, as 2026-01-31: until is not before from, and no more than " + YEARS
                    + " years later.";

    PracticeView page(Visit visit) {
        LocalDate today = parts.today();
        String from = typed(visit, "from", today.minusYears(1).plusDays(1));
        String until = typed(visit, "until", today);
        try {
            LocalDate first = LocalDate.parse(from);
            LocalDate last = LocalDate.parse(until);
            if (last.isBefore(first) || !first.isAfter(last.minusYears(YEARS))) {
                return faulty(from, until);
            }
            return view(from, until, parts.elsewhere(first, last).get());
        } catch (DateTimeParseException e) {
            return faulty(from, until);
        }
    }

    private static String typed(Visit visit, String name, LocalDate otherwise) {
        return visit.request().parameter(name).map(String::strip).orElse(otherwise.toString());
    }

    private PracticeView view(String from, String until, Optional<Kept.Figure<Elsewhere.Figures>> figure) {
        return new PracticeView(
                "elsewhere",
                "Seen elsewhere",
                "",
                List.of(),
                figure.map(counted -> tables(from, until, counted.value())).orElse(List.of()),
                figure.map(counted -> parts.dates().time(counted.at())).orElse(""),
                new PracticeView.Period(HOME, from, until, ""),
                figure.isEmpty());
    }

    private static PracticeView faulty(String from, String until) {
        return new PracticeView(
                "elsewhere",
                "Seen elsewhere",
                "",
                List.of(),
                List.of(),
                "",
                new PracticeView.Period(HOME, from, until, FAULT),
                false);
    }

    private static List<Table> tables(String first, String last, Elsewhere.Figures figures) {
        String page = HOME + "?from=" + first + "&until=" + last;
        return List.of(share(page, figures), organizations(page, figures));
    }

    private static Table share(String page, Elsewhere.Figures figures) {
        int elsewhere = figures.all().patients();
        return Table.of(
                page,
                "share",
                "The share",
                "Seen here is who had a visit or kept an appointment in this time. Elsewhere is known only where others have shared or"
                        + " sent something about it, so it is at least this many: who goes where nobody shares is not counted.",
                List.of(
                        Table.Column.text("Patients, each once"),
                        Table.Column.number("Number"),
                        Table.Column.number("Share")),
                figures.seen() == 0
                        ? List.of()
                        : List.of(
                                Table.Row.of(
                                        Table.Cell.of("Seen here"),
                                        Table.Cell.of(Integer.toString(figures.seen())),
                                        Table.Cell.of("")),
                                Table.Row.of(
                                        Table.Cell.of("Seen elsewhere too"),
                                        Table.Cell.of(Integer.toString(elsewhere)),
                                        Table.Cell.of(percent(elsewhere, figures.seen())))),
                "Nobody was seen here in this time.");
    }

    private static Table organizations(String page, Elsewhere.Figures figures) {
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.text("Organization"), Table.Column.number("Patients"), Table.Column.number("Share")));
        Arrays.stream(Elsewhere.Source.values()).forEach(each -> columns.add(Table.Column.number(each.label())));
        List<Elsewhere.Count> counts = figures.organizations();
        List<Table.Row> rows = new ArrayList<>();
        counts.stream().limit(MOST).forEach(each -> rows.add(row(each, figures.seen(), false)));
        if (counts.size() > 1) {
            rows.add(row(figures.all(), figures.seen(), true));
        }
        return Table.of(
                page,
                "organizations",
                counts.size() > MOST ? "By whom: the " + MOST + " largest of " + counts.size() : "By whom",
                "How many of the patients who were seen here, and by what that is known: visits, stays and emergencies, documents and"
                        + " results that were shared, documents that were sent, and our referrals once the patient was seen. Who is known"
                        + " by several, or seen by several, is counted once in each and once in all.",
                columns,
                rows,
                "Nobody. Nothing was shared or sent that says that a patient of this time was seen elsewhere.");
    }

    private static Table.Row row(Elsewhere.Count count, int seen, boolean total) {
        List<Table.Cell> cells = new ArrayList<>(List.of(
                Table.Cell.of(count.name()),
                Table.Cell.of(Integer.toString(count.patients())),
                Table.Cell.of(percent(count.patients(), seen))));
        for (Elsewhere.Source each : Elsewhere.Source.values()) {
            cells.add(Table.Cell.of(Integer.toString(count.by().getOrDefault(each, 0))));
        }
        return new Table.Row(cells, total);
    }

    private static String percent(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
