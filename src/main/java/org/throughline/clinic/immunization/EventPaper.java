package org.throughline.clinic.immunization;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.immunization.AfterDoses;
import org.throughline.care.immunization.Dose;
import org.throughline.care.immunization.Happened;
import org.throughline.ui.Dates;
import org.throughline.ui.paper.Paper;

/**
 * What happened after a vaccine, on paper, with what the form of VAERS (version 2) asks for. Our own layout: whoever reports
 * copies it into the form at vaers.hhs.gov; nothing is sent.
 *
 * @see <a href="https://vaers.hhs.gov/reportevent.html">Report an adverse event</a>
 */
record EventPaper(PaperHead head, Dates dates) {
    byte[] of(AfterDoses.Report report) {
        Happened event = report.happened();
        Paper paper = head.begin("After a vaccine: for a report to VAERS");
        paper.paragraph(
                "For the form of the Vaccine Adverse Event Reporting System (VAERS 2.0, vaers.hhs.gov/reportevent.html)."
                        + " This sheet is no report: nothing was sent.");
        paper.heading("What happened");
        paper.item("Began: " + dates.time(event.began()));
        paper.item("What: " + event.words());
        paper.item("It led to: " + (event.outcomes().isEmpty() ? "none of what the form lists" : led(event)));
        paper.item("Serious: " + (event.serious() ? "yes" : "no"));
        paper.item("Recovered: " + recovered(event.recovered()));
        paper.heading("The vaccine");
        dose(paper, report.dose());
        paper.heading("Other vaccines on that day");
        doses(paper, report.sameDay());
        paper.heading("Vaccines in the 4 weeks before");
        doses(paper, report.before());
        paper.heading("The patient at that time");
        paper.paragraph("As the chart tells today; private entries are left out.");
        paper.item("Medicines: " + list(report.drugs()));
        paper.item("Allergies: " + list(report.allergies()));
        paper.item("Illnesses: " + list(report.problems()));
        paper.item("After earlier vaccines: "
                + list(report.earlier().stream()
                        .map(each -> dates.time(each.began()) + " " + each.vaccine() + ": " + each.words())
                        .toList()));
        paper.heading("To be added by hand");
        paper.item("Pregnant at the time of the vaccine; race and ethnicity; illnesses within a month of it");
        paper.item("Tests and treatment; name and telephone of the clinician and of the facility, and its kind");
        paper.heading("Who recorded it");
        paper.item((event.by().isEmpty() ? "Not said" : event.by()) + " · " + dates.time(event.recorded()));
        paper.item("Printed by " + head.by() + " on " + head.today());
        return paper.bytes();
    }

    private static String led(Happened event) {
        return event.outcomes().stream().map(Happened.Outcome::words).collect(Collectors.joining(", "));
    }

    private static String recovered(String code) {
        return switch (code) {
            case "resolved" -> "yes";
            case "ongoing" -> "not yet";
            case "fatal" -> "died";
            case "unknown" -> "not known";
            default -> "not said";
        };
    }

    private static String list(List<String> words) {
        return words.isEmpty() ? "none in the chart" : String.join("; ", words);
    }

    private void doses(Paper paper, List<Dose> doses) {
        if (doses.isEmpty()) {
            paper.paragraph("None in the chart.");
        }
        doses.forEach(each -> dose(paper, each));
    }

    private void dose(Paper paper, Dose dose) {
        paper.item(Stream.of(
                        dose.vaccine(),
                        dates.time(dose.date()),
                        dose.mvx().isEmpty() ? "" : "maker " + dose.mvx(),
                        dose.lot().isEmpty() ? "lot not known" : "lot " + dose.lot(),
                        dose.route(),
                        dose.site(),
                        dose.amount(),
                        dose.by().isEmpty() ? "" : "by " + dose.by())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" · ")));
    }
}
