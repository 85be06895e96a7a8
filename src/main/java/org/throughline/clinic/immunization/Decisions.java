package org.throughline.clinic.immunization;

import java.util.List;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Entries;
import org.throughline.care.immunization.Card;
import org.throughline.care.immunization.Immunizations;
import org.throughline.care.immunization.Unaffected;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/**
 * Problems that are not understood, for which live vaccines wait, and those of which a clinician has said that they are no
 * reason against them.
 */
public record Decisions(List<Open> open, List<Said> said) {
    public Decisions {
        open = List.copyOf(open);
        said = List.copyOf(said);
    }

    /** A problem to be decided. */
    public record Open(String id, String name) {}

    /** What was decided, by whom and when. */
    public record Said(String id, String name, String by, String at) {}

    static Decisions of(Card card, Dates dates) {
        return new Decisions(
                card.open().stream()
                        .map(each -> new Open(each.id(), each.name()))
                        .toList(),
                card.unaffected().stream()
                        .map(each -> new Said(each.id(), each.name(), each.by(), dates.date(each.at())))
                        .toList());
    }

    static boolean mayDecide(Visit visit) {
        return visit.caller().may(Duty.PRESCRIBE) && visit.caller().may(Interaction.CREATE, "Observation");
    }

    /** Keeps what the form says: a problem is no reason, or that is taken back. */
    static void decide(Visit visit, Immunizations immunizations, String patient) {
        if (!mayDecide(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        Entries.Chart chart = EntryDesk.chart(visit, patient);
        String problem = visit.form().value("problem");
        if (!problem.isEmpty()) {
            immunizations.settle(chart, problem);
            return;
        }
        String back = visit.form().value("back");
        Unaffected said = immunizations.card(visit.caller(), patient).unaffected().stream()
                .filter(each -> each.id().equals(back))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("This was taken back already.")));
        immunizations.unsettle(chart, said);
    }
}
