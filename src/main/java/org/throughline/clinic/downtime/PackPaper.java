package org.throughline.clinic.downtime;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.chart.Allergies;
import org.throughline.care.chart.Chart;
import org.throughline.care.chart.Person;
import org.throughline.care.downtime.Pack;
import org.throughline.care.schedule.Booking;
import org.throughline.care.schedule.LocalTimes;
import org.throughline.care.schedule.Site;
import org.throughline.clinic.ChartView;
import org.throughline.clinic.ChartViews;
import org.throughline.clinic.Whose;
import org.throughline.ui.Dates;
import org.throughline.ui.paper.Paper;

/**
 * The downtime pack on paper: the day by site and provider, then a page for each patient. What is dangerous to leave out
 * (allergies, medications, problems, code status) is printed whole, whatever its length; of results and immunizations the
 * newest, and how many more there are.
 *
 * @param practice its name; empty when it has none
 */
public record PackPaper(String practice) {
    private static final int RESULTS = 14;
    private static final int IMMUNIZATIONS = 8;

    /** The PDF, which the passphrase opens. */
    public byte[] of(Pack pack, String passphrase) {
        Dates dates = new Dates(pack.zone());
        String title = "Downtime pack, " + dates.longDay(pack.day());
        Paper paper = new Paper(title, join(" · ", title, practice, "made " + dates.moment(pack.made())));
        paper.title(title);
        paper.paragraph("For the time when the system cannot be reached. Made " + dates.moment(pack.made())
                + ": what was entered after that is not in it. Destroy it when the system is back and what was written on"
                + " paper has been entered.");
        schedule(paper, pack);
        ChartViews views = new ChartViews(dates, pack.day());
        pack.summaries().forEach(summary -> page(paper, summary, views));
        return paper.bytes(passphrase);
    }

    private static void schedule(Paper paper, Pack pack) {
        if (pack.parts().isEmpty()) {
            paper.paragraph("Nobody is booked on this day.");
        }
        long sites = pack.parts().stream().map(Pack.Part::site).distinct().count();
        for (Pack.Part part : pack.parts()) {
            String provider = part.provider().isEmpty() ? "Nobody in particular" : part.provider();
            paper.heading(sites > 1 ? part.site().name() + ": " + provider : provider);
            part.appointments().forEach(each -> paper.item(line(each, part.site(), new Dates(pack.zone()))));
        }
    }

    private static String line(Pack.Appointment each, Site site, Dates dates) {
        Booking booking = each.booking();
        Person person = each.person();
        return join(
                " · ",
                LocalTimes.shown(booking.time().from(), site.zone()),
                person == null ? booking.patientName() : person.listed(),
                person == null ? "" : "born " + dates.date(person.birthDate()),
                person == null ? "" : person.phone(),
                each.type(),
                booking.reason(),
                status(booking.status()));
    }

    private static String status(Booking.Status status) {
        return switch (status) {
            case BOOKED -> "";
            case CHECKED_IN -> "HERE";
            case DONE -> "left";
            case CANCELLED -> "CANCELLED";
            case NO_SHOW -> "did not come";
        };
    }

    private static void page(Paper paper, Pack.Summary summary, ChartViews views) {
        Person person = summary.person();
        Chart chart = summary.chart();
        if (person == null || chart == null) {
            closed(paper, summary, views);
            return;
        }
        ChartView view = views.view(chart, "summary", false, Whose.OURS);
        who(paper, summary, view, person.phone());
        list(paper, "Know at once: code status, risks, implants, needs", view.notices(), ChartView.Tag::text);
        paper.heading("Allergies");
        allergies(paper, chart.allergies());
        list(
                paper,
                "Medications",
                ChartView.medications(view.medications(), Integer.MAX_VALUE, true),
                row -> join(" · ", row.name(), row.detail(), row.said(), row.origin(), row.from()));
        list(paper, "Problems", current(view.problems()), PackPaper::row);
        paper.heading("Last vital signs");
        paper.paragraph(vitals(view));
        results(paper, view);
        immunizations(paper, view);
        paper.paragraph(
                "The chart may hold more than is printed here: what is marked as sensitive (mental health, substance"
                        + " use, HIV and the like) and what the patient keeps from others is left out of this pack, whether there"
                        + " is any or not. Ask the patient.");
    }

    private static void closed(Paper paper, Pack.Summary summary, ChartViews views) {
        Person person = summary.person();
        paper.chapter(person == null ? summary.name() : person.listed());
        if (person != null) {
            paper.paragraph(join(
                    " · ",
                    "born " + views.dates().date(person.birthDate()),
                    person.number().isEmpty() ? "" : "No. " + person.number(),
                    person.phone()));
        }
        visits(paper, summary);
        paper.paragraph(
                "The chart is kept from this pack, so allergies and medications are NOT known here. Ask the patient.");
    }

    private static void who(Paper paper, Pack.Summary summary, ChartView view, String phone) {
        paper.chapter(view.family() + ", " + view.given());
        paper.paragraph(join(
                " · ",
                "born " + view.born() + view.age(),
                view.sex(),
                view.number().isEmpty() ? "" : "No. " + view.number(),
                phone.isEmpty() ? "no phone" : phone,
                view.deceased()));
        visits(paper, summary);
    }

    private static void visits(Paper paper, Pack.Summary summary) {
        summary.visits()
                .forEach(visit -> paper.paragraph("Today "
                        + join(
                                " · ",
                                LocalTimes.shown(visit.at(), visit.site().zone()),
                                visit.provider(),
                                visit.site().name(),
                                visit.type(),
                                visit.reason())));
    }

    private static void allergies(Paper paper, Allergies allergies) {
        switch (allergies) {
            case Allergies.Known(var known) ->
                known.forEach(each -> paper.item(
                        join(" · ", each.substance(), each.reaction(), each.severe() ? "CAN BE SEVERE" : "")));
            case Allergies.NoneKnown() -> paper.paragraph("No known allergies (the patient was asked).");
            case Allergies.NotRecorded() -> paper.paragraph("NOT RECORDED: nobody has asked. Ask the patient.");
            case Allergies.Unavailable() -> paper.paragraph("NOT AVAILABLE here. Ask the patient.");
        }
    }

    private static List<ChartView.Row> current(List<ChartView.Row> rows) {
        return rows.stream().filter(ChartView.Row::current).toList();
    }

    private static <T> void list(Paper paper, String heading, Collection<T> entries, Function<T, String> words) {
        paper.heading(heading);
        if (entries.isEmpty()) {
            paper.paragraph("None recorded.");
        }
        entries.forEach(each -> paper.item(words.apply(each)));
    }

    private static String row(ChartView.Row row) {
        return join(" · ", row.name(), row.detail(), row.from());
    }

    private static String vitals(ChartView view) {
        String text = view.vitals().rows().stream()
                .map(row -> row.name() + " " + row.last() + " " + row.unit() + " (" + row.when() + ")")
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? "None recorded." : text;
    }

    private static void results(Paper paper, ChartView view) {
        List<ChartView.ResultRow> shown = view.results().stream().limit(RESULTS).toList();
        list(
                paper,
                "Last results",
                shown,
                row -> join(
                        " · ",
                        row.test() + " " + row.newest() + (row.unit().isEmpty() ? "" : " " + row.unit()),
                        row.meaning().toUpperCase(Locale.ROOT),
                        row.range().isEmpty() ? "" : "range " + row.range(),
                        row.date()));
        more(paper, view.results().size() - shown.size(), "tests");
    }

    private static void immunizations(Paper paper, ChartView view) {
        List<ChartView.Row> shown =
                view.immunizations().stream().limit(IMMUNIZATIONS).toList();
        if (!shown.isEmpty()) {
            paper.heading("Immunizations");
            paper.paragraph(shown.stream()
                    .map(row -> row.name() + " (" + row.from() + ")")
                    .collect(Collectors.joining("; ")));
            more(paper, view.immunizations().size() - shown.size(), "immunizations");
        }
    }

    private static void more(Paper paper, int count, String what) {
        if (count > 0) {
            paper.paragraph("… and " + count + " more " + what + " in the chart.");
        }
    }

    private static String join(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }
}
