package org.throughline.clinic.result;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.throughline.access.Caller;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.entry.Entries;
import org.throughline.care.result.LetterText;
import org.throughline.care.result.Letters;
import org.throughline.care.result.Report;
import org.throughline.care.result.Results;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.ChartView;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;
import org.throughline.ui.paper.Paper;

/**
 * {@code /results/PATIENT/REPORT/letter}: a letter to the patient about a report, filled in, to be changed; it becomes a document
 * of the chart, from where it is printed.
 *
 * @param practice the name of the practice for a caller; empty when it has none
 */
record LetterPages(
        Results results,
        Letters letters,
        ChartReader charts,
        ChartPages pages,
        Function<Caller, String> practice,
        Clock clock) {

    Answer blank(Visit visit, String patient, String id) {
        require(visit);
        Report report = results.report(visit.caller(), patient, id);
        String comment = results.looks(visit.caller(), id).stream()
                .filter(look -> look.version() + 1 == report.version())
                .map(Report.Look::comment)
                .findFirst()
                .orElse("");
        return page(visit, patient, 200, report, "", view -> text(visit, view, report, comment));
    }

    Answer write(Visit visit, Entries.Chart chart, String id, int version) {
        require(visit);
        Report report = results.report(visit.caller(), chart.patient(), id);
        String text = visit.form().value("text");
        if (text.isBlank() || text.length() > Letters.LONGEST) {
            String failure = "Write the letter, in " + Letters.LONGEST + " letters at most.";
            return page(visit, chart.patient(), 422, report, failure, view -> text);
        }
        try {
            String[] document = new String[1];
            pages.open(visit, wanted(chart.patient()), view -> {
                document[0] = letters.write(
                        chart, report, version, "Letter: " + report.title(), paper(visit, view, report, text));
                return Answer.redirect("/documents/" + chart.patient() + "/" + document[0]);
            });
            return Answer.redirect("/documents/" + chart.patient() + "/" + document[0]);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Conflict) {
                return page(visit, chart.patient(), 409, report, e.failure().message(), view -> text);
            }
            throw e;
        }
    }

    private static void require(Visit visit) {
        if (!Letters.mayWrite(visit.caller())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    private String text(Visit visit, ChartView view, Report report, String comment) {
        Dates dates = new Dates(clock.getZone());
        return new LetterText(
                        name(visit, view.id()),
                        report.taken().isEmpty() ? "" : dates.date(report.taken()),
                        visit.session().account().display(),
                        practice.apply(visit.caller()))
                .of(report, comment);
    }

    private String name(Visit visit, String patient) {
        return charts.people(visit.caller(), Set.of(Address.of("Patient", patient))).values().stream()
                .map(person -> (person.given() + " " + person.family()).strip())
                .findFirst()
                .orElse("");
    }

    private byte[] paper(Visit visit, ChartView view, Report report, String text) {
        String name = practice.apply(visit.caller());
        String today = new Dates(clock.getZone()).longDay(LocalDate.now(clock));
        String foot = view.name() + " · born " + view.born() + (name.isEmpty() ? "" : " · " + name);
        Paper paper = new Paper("Letter: " + report.title(), foot);
        if (!name.isEmpty()) {
            paper.heading(name);
        }
        paper.paragraph(today);
        LetterText.paragraphs(text).forEach(paper::paragraph);
        return paper.bytes();
    }

    private static ChartPages.Wanted wanted(String patient) {
        return new ChartPages.Wanted(patient, "results", Set.of(), false);
    }

    private Answer page(
            Visit visit, String patient, int status, Report report, String failure, Function<ChartView, String> text) {
        return pages.page(visit, wanted(patient), status, "clinic/result/letter.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("report", ReportView.of(report, List.of(), List.of(), new Dates(clock.getZone())));
            parameters.put("held", letters.isHeld(report));
            parameters.put("text", text.apply(view));
            parameters.put("failure", failure);
            return parameters;
        });
    }
}
