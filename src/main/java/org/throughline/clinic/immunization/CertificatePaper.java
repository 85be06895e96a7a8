package org.throughline.clinic.immunization;

import java.util.List;
import java.util.stream.Collectors;
import org.throughline.care.immunization.Card;
import org.throughline.care.immunization.Dose;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.Standing;
import org.throughline.immunization.schedule.Series;
import org.throughline.ui.Dates;
import org.throughline.ui.paper.Paper;

/**
 * The certificate for a school or a camp: the doses that count, for which diseases the child is up to date, and exemptions.
 * It tells no diagnosis: why a vaccine must not be given is not the school's to know, and vaccines that only a risk asks for
 * are not named.
 */
record CertificatePaper(PaperHead head, Dates dates) {
    byte[] of(Card card, CardView view) {
        Paper paper = head.begin("Certificate of immunization");
        given(paper, view);
        if (card.assessment() instanceof Assessment.Forecast forecast) {
            paper.heading("By the schedule");
            List<GroupAnswer> asked = forecast.groups().stream()
                    .filter(each -> each.type() != Series.Type.RISK)
                    .toList();
            asked.forEach(each -> line(paper, each));
            paper.paragraph(view.source());
        } else {
            paper.paragraph("Which doses count and what is missing is not said here. " + view.none());
        }
        exemptions(paper, card);
        paper.heading("Signed");
        paper.paragraph("Prepared by " + head.by() + (head.practice().isEmpty() ? "" : ", " + head.practice()) + ", on "
                + head.today() + ".");
        paper.paragraph(
                "Signature: ______________________________    Title: ____________________    Date: ______________");
        return paper.bytes();
    }

    private static void given(Paper paper, CardView view) {
        paper.heading("Doses");
        if (view.lines().isEmpty()) {
            paper.paragraph("No dose that can be placed is recorded.");
        }
        view.lines()
                .forEach(line -> paper.item(line.group() + ": "
                        + line.cells().stream()
                                .map(each -> each.date()
                                        + (each.mark().isEmpty() ? "" : " (does not count)")
                                        + PaperHead.recordedBy(each.remarks()))
                                .collect(Collectors.joining(", "))));
        if (!view.none().isEmpty()) {
            view.others()
                    .forEach(each ->
                            paper.item(each.date() + " · " + each.vaccine() + PaperHead.recordedBy(each.remarks())));
        }
    }

    private void line(Paper paper, GroupAnswer answer) {
        String words = switch (answer.standing()) {
            case Standing.Complete complete -> "complete";
            case Standing.Immune immune -> "immune";
            case Standing.NotDue(java.time.LocalDate earliest, java.time.LocalDate recommended) ->
                "up to date; next dose from " + dates.date(recommended.toString());
            case Standing.Due due -> "a dose is due";
            case Standing.Overdue overdue -> "a dose is overdue";
            case Standing.Contraindicated against -> "medical exemption: must not be given";
            case Standing.NotEvaluated unsure -> "waits for a medical decision";
            case Standing.AgedOut old -> "";
            case Standing.NotRecommended not -> "";
        };
        if (!words.isEmpty()) {
            paper.item(answer.group() + ": " + words);
        }
    }

    private void exemptions(Paper paper, Card card) {
        List<Dose> refused = card.doses().stream()
                .filter(each -> each.state() == Dose.State.REFUSED)
                .toList();
        if (!refused.isEmpty()) {
            paper.heading("Not given");
            refused.forEach(each -> paper.item(each.vaccine() + " · " + dates.date(each.date())
                    + (each.why().isEmpty() ? "" : " · " + each.why())
                    + (each.ours() ? "" : " (recorded by " + each.holder() + ")")));
        }
    }
}
