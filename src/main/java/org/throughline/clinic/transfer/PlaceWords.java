package org.throughline.clinic.transfer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.place.Law;
import org.throughline.access.place.Rule;
import org.throughline.access.place.Subject;
import org.throughline.care.Parts;
import org.throughline.network.transfer.Transfer;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/** What the law of the place says to a transfer: by when it is due, what a minor decides alone, until when the chart is kept. */
record PlaceWords(TransferDesk desk, Dates dates) {

    List<String> of(Visit visit, Transfer transfer) {
        if (transfer.patient().isEmpty() || !transfer.giving()) {
            return List.of();
        }
        Law law = desk.law().here();
        List<String> words = new ArrayList<>();
        desk.transfers()
                .due(transfer)
                .ifPresent(day -> words.add("The law here asks for it by " + dates.date(day.toString()) + "."));
        LocalDate today = LocalDate.now(desk.clock());
        LocalDate born = born(visit, transfer.patient());
        if (born != null && today.isBefore(born.plusYears(law.majority()))) {
            words.add("A minor, until "
                    + dates.date(born.plusYears(law.majority()).toString())
                    + ". What minors decide alone here they also let go alone:");
            law.rules().stream()
                    .filter(rule -> rule.subject() == Subject.MINOR)
                    .map(Rule::words)
                    .forEach(words::add);
        }
        desk.transfers().closed(transfer).ifPresent(closed -> {
            words.add(
                    "Nothing more is entered into this chart here. What arrives is filed, and somebody is asked to hand it on.");
            LocalDate until = closed.keptUntil();
            words.add(
                    until == null
                            ? "How long the law here asks that this chart is kept is not in the table: nothing is deleted."
                            : "The law here asks that this chart is kept until " + dates.date(until.toString())
                                    + " at least: nothing is deleted before.");
        });
        return words;
    }

    private @Nullable LocalDate born(Visit visit, String patient) {
        return Parts.day(desk.charts().person(visit.caller(), patient).birthDate());
    }
}
