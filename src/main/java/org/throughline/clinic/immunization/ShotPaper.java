package org.throughline.clinic.immunization;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.clinic.ChartView;
import org.throughline.ui.paper.Paper;

/**
 * The immunization record on paper, for schools and other clinicians, with what is next and from which day.
 *
 * @param practice its name; empty when it has none
 * @param today the day it is made
 */
record ShotPaper(ChartView chart, String practice, String today) {

    byte[] of(CardView card) {
        String name = chart.name();
        Paper paper = new Paper(
                "Immunization record: " + name,
                Stream.of(name, "born " + chart.born(), practice, today)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(" · ")));
        paper.title("Immunization record");
        paper.paragraph(name + " · born " + chart.born() + chart.age() + " · " + chart.sex()
                + (chart.number().isEmpty() ? "" : " · No. " + chart.number()));
        paper.paragraph((practice.isEmpty() ? "" : practice + " · ") + today);
        given(paper, card);
        if (card.none().isEmpty()) {
            next(paper, "Due now", card.due());
            next(paper, "Later", card.later());
            if (!card.quiet().isEmpty()) {
                paper.heading("Complete or not needed");
                card.quiet()
                        .forEach(each ->
                                paper.item(each.group() + ": " + each.state().toLowerCase(java.util.Locale.ROOT)));
            }
            paper.paragraph(card.source());
        } else {
            paper.paragraph("What is next is not said. " + card.none());
        }
        paper.paragraph("Signature: ______________________________    Date: ______________");
        return paper.bytes();
    }

    private static void given(Paper paper, CardView card) {
        paper.heading("Given");
        if (card.given() == 0) {
            paper.paragraph("No immunization is recorded.");
        }
        for (CardView.Line line : card.lines()) {
            paper.subheading(line.group());
            line.cells()
                    .forEach(each -> paper.item(each.date() + " · " + each.vaccine()
                            + PaperHead.recordedBy(each.remarks())
                            + (each.mark().isEmpty()
                                    ? ""
                                    : " · " + each.mark().toLowerCase(java.util.Locale.ROOT) + ": " + each.why())));
        }
        if (!card.others().isEmpty()) {
            paper.subheading("Not placed above");
            card.others()
                    .forEach(each -> paper.item(each.date() + " · " + each.vaccine()
                            + PaperHead.recordedBy(each.remarks()) + " · " + each.why()));
        }
    }

    private static void next(Paper paper, String heading, List<CardView.Next> rows) {
        if (rows.isEmpty()) {
            return;
        }
        paper.heading(heading);
        rows.forEach(each -> paper.item(Stream.of(
                        each.group() + ": " + each.state(),
                        each.dose(),
                        each.earliest().isEmpty() ? "" : "not before " + each.earliest(),
                        each.recommended().isEmpty() ? "" : "recommended " + each.recommended(),
                        String.join(" ", each.why()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "))));
    }
}
