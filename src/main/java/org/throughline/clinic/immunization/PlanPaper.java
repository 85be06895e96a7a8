package org.throughline.clinic.immunization;

import java.util.List;
import java.util.stream.Collectors;
import org.throughline.care.immunization.Planned;
import org.throughline.ui.Dates;
import org.throughline.ui.paper.Paper;

/** The plan for catching up on paper: each dose that is still to come with the first day on which it counts. */
record PlanPaper(PaperHead head, Dates dates) {
    byte[] of(CardView card, List<Planned> plan) {
        Paper paper = head.begin("Catch-up plan for vaccines");
        if (!card.none().isEmpty()) {
            paper.paragraph("There is no plan. " + card.none());
            return paper.bytes();
        }
        paper.paragraph(
                "Each day is the first on which the dose counts when the doses before it were given on theirs; a dose"
                        + " that is given later moves those after it. Later is always possible, earlier is not.");
        String day = "";
        for (Planned each : plan) {
            String first = dates.date(each.earliest().toString());
            if (!first.equals(day)) {
                paper.heading("From " + first);
                day = first;
            }
            String recommended = dates.date(each.recommended().toString());
            paper.item(each.vaccine() + ", dose " + each.number()
                    + (recommended.equals(first) ? "" : " · recommended on " + recommended)
                    + " · " + each.products().stream().limit(4).collect(Collectors.joining(" or ")));
        }
        if (plan.isEmpty()) {
            paper.paragraph("No dose is to come.");
        }
        List<CardView.Next> undecided = card.due().stream()
                .filter(each -> each.style().equals("danger") || each.state().equals("Cannot be said"))
                .toList();
        if (!undecided.isEmpty()) {
            paper.heading("Not planned");
            undecided.forEach(
                    each -> paper.item(each.group() + ": " + each.state() + ". " + String.join(" ", each.why())));
        }
        paper.paragraph(card.source());
        return paper.bytes();
    }
}
