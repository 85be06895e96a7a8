package org.throughline.clinic;

import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.ui.Visit;

/**
 * What has just been done in a chart, to be said once.
 *
 * @param words as in {@code Added: Gout}
 * @param undo where what was added is taken back; empty when it cannot be
 */
public record Done(String words, String undo) {

    /** What a page was opened to say; empty for nothing. */
    static Optional<Done> of(Visit visit, ChartView view) {
        if (view.section().equals("tasks")) {
            return visit.request()
                    .parameter("added")
                    .map(kind -> new Done(kind.equals("message") ? "The message is sent." : "The task is given.", ""));
        }
        String section = view.address(view.section());
        Optional<Done> added = named(visit, view, "added", "Added", section);
        return added.isPresent()
                ? added
                : named(visit, view, "saved", "Saved", section)
                        .map(done -> new Done(done.words(), ""))
                        .or(() -> visit.request()
                                .parameter("retracted")
                                .map(ignored -> new Done("Taken back. It stays in the history.", "")));
    }

    private static Optional<Done> named(Visit visit, ChartView view, String parameter, String verb, String section) {
        return visit.request()
                .parameter(parameter)
                .flatMap(id -> Stream.concat(
                                view.problems().stream()
                                        .filter(row -> row.id().equals(id))
                                        .map(ChartView.Row::name),
                                view.allergies().stream()
                                        .filter(row -> row.id().equals(id))
                                        .map(ChartView.AllergyRow::substance))
                        .findFirst()
                        .map(name -> new Done(verb + ": " + name, section + "/" + id + "/retract")));
    }
}
