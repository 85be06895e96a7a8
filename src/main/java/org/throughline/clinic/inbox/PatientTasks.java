package org.throughline.clinic.inbox;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.throughline.access.Caller;
import org.throughline.care.task.Waiting;
import org.throughline.care.task.Worklist;
import org.throughline.clinic.TaskRow;
import org.throughline.ui.Dates;

/** The open tasks and messages about a patient, as the chart shows them. */
public record PatientTasks(Team team, Worklist worklist, Clock clock)
        implements BiFunction<Caller, String, List<TaskRow>> {
    private static final Showing ASKED = new Showing(Showing.ASKED, "");

    @Override
    public List<TaskRow> apply(Caller caller, String patient) {
        List<Waiting> open = worklist.about(caller, patient);
        if (open.isEmpty()) {
            return List.of();
        }
        LocalDate today = LocalDate.now(clock);
        InboxViews views = new InboxViews(
                team.present(),
                team.rule(),
                team.resultRule(),
                clock.instant(),
                0,
                ASKED,
                Set.of(),
                Map.of(),
                new Dates(clock.getZone()),
                today);
        return open.stream()
                .map(waiting -> new TaskRow(
                        "/inbox/" + waiting.reference(),
                        waiting.kind() == Waiting.Kind.MESSAGE ? "Message" : "Task",
                        waiting.what(),
                        views.forWhom(waiting),
                        views.when(waiting),
                        waiting.isOverdue(today) ? "caution" : ""))
                .toList();
    }
}
