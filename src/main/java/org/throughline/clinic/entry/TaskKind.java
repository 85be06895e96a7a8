package org.throughline.clinic.entry;

import java.util.Map;
import java.util.function.Supplier;
import org.throughline.care.entry.Entries;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Who;
import org.throughline.clinic.inbox.TaskForm;
import org.throughline.clinic.inbox.Team;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.message.MessagePost;

/** Tasks and messages about the patient. */
record TaskKind(Tasks tasks, Supplier<MessagePost> talks, Supplier<Team.Present> team) implements EntryKind<TaskPanel> {
    @Override
    public String type() {
        return "Task";
    }

    @Override
    public TaskPanel blank(Entries.Chart chart, EntryPanel.Standing standing, Fields fields) {
        return new TaskPanel(standing, TaskForm.blank(team.get(), talks.get().members(chart.patient())));
    }

    @Override
    public TaskPanel saved(Entries.Chart chart, String id, EntryPanel.Standing standing, Fields fields) {
        throw new Failed(new Failure.NotFound("Tasks and messages are dealt with in the inbox."));
    }

    @Override
    public TaskPanel typed(Entries.Chart chart, EntryPanel.Standing standing, Form form) {
        return new TaskPanel(standing, TaskForm.typed(team.get(), talks.get().members(chart.patient()), form));
    }

    @Override
    public String save(Entries.Chart chart, String id, TaskPanel panel, Fields fields, Map<String, String> faults) {
        Who who = new Who(chart.caller(), chart.author());
        if (panel.form().isForElsewhere()) {
            panel.form().sendElsewhere(talks.get(), who, chart.patient(), faults);
        } else {
            panel.form().save(tasks, team.get(), who, chart.patient(), fields.today(), faults);
        }
        return faults.isEmpty() ? panel.form().kind() : "";
    }
}
