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

    /**
     * What a page was opened to say; empty for nothing.
     *
     * @param lists what the page lists beside what is in the view
     */
    static Optional<Done> of(Visit visit, ChartView view, Optional<ListView> lists) {
        if (view.section().equals("tasks")) {
            return visit.request()
                    .parameter("added")
                    .map(kind -> new Done(kind.equals("message") ? "The message is sent." : "The task is given.", ""));
        }
        Optional<Done> added = named(visit, view, lists, "added", "Added");
        return added.isPresent()
                ? added
                : named(visit, view, lists, "saved", "Saved")
                        .map(done -> new Done(done.words(), ""))
                        .or(() -> visit.request()
                                .parameter("retracted")
                                .map(ignored -> new Done("Taken back. It stays in the history.", "")))
                        .or(() -> visit.request()
                                .parameter("reconciled")
                                .map(ignored -> new Done("The medications are reconciled.", "")));
    }

    /** Whether a page was opened to say something of an entry. */
    static boolean names(Visit visit) {
        return visit.request().parameter("added").isPresent()
                || visit.request().parameter("saved").isPresent();
    }

    private static Optional<Done> named(
            Visit visit, ChartView view, Optional<ListView> lists, String parameter, String verb) {
        return visit.request()
                .parameter(parameter)
                .flatMap(id -> Stream.concat(shown(view), listed(lists))
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .map(each -> new Done(
                                verb + ": " + each.name(), view.address(each.kind()) + "/" + id + "/retract")));
    }

    /** Something that could have been entered just now. */
    private record Entered(String kind, String id, String name) {}

    private static Stream<Entered> shown(ChartView view) {
        return Stream.concat(
                Stream.concat(
                        view.problems().stream().map(row -> new Entered("problems", row.id(), row.name())),
                        view.medications().stream().map(row -> new Entered("medications", row.id(), row.name()))),
                view.allergies().stream().map(row -> new Entered("allergies", row.id(), row.substance())));
    }

    private static Stream<Entered> listed(Optional<ListView> lists) {
        return lists.orElse(null) instanceof ListView.Groups groups
                ? groups.groups().stream()
                        .flatMap(group ->
                                group.lines().stream().map(line -> new Entered(group.key(), line.id(), line.title())))
                : Stream.empty();
    }
}
