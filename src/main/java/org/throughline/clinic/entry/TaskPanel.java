package org.throughline.clinic.entry;

import java.util.List;
import org.throughline.clinic.inbox.TaskForm;

/** The form of a new task or message about the patient. What was given is dealt with in the inbox and not changed here. */
public record TaskPanel(Standing standing, TaskForm form) implements EntryPanel<TaskPanel> {
    @Override
    public TaskPanel with(Standing other) {
        return new TaskPanel(other, form);
    }

    @Override
    public String noun() {
        return "task";
    }

    @Override
    public List<Difference> differences(TaskPanel saved) {
        return List.of();
    }
}
