package org.throughline.care.task;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.task.Waiting.Priority;

/**
 * A task as a form holds it.
 *
 * @param patient the id of the Patient whom it is about; empty for nobody
 * @param what is to be done
 * @param to who is to do it; null when nobody was chosen
 * @param due null for no day
 * @param focus what it is about: {@code DiagnosticReport/1}; empty for nothing
 */
public record NewTask(
        String patient,
        String what,
        @Nullable Recipient to,
        @Nullable LocalDate due,
        Priority priority,
        String focus) {
    private static final int LONGEST = 2_000;

    /** What is wrong with it, by field: {@code what}, {@code to}. */
    public Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (what.isBlank() || what.length() > LONGEST) {
            faults.put("what", what.isBlank() ? "Say what is to be done." : "Write " + LONGEST + " letters at most.");
        }
        if (to == null) {
            faults.put("to", "Say who is to do it.");
        }
        return faults;
    }
}
