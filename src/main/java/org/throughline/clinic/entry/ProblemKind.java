package org.throughline.clinic.entry;

import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.ProblemEntry;
import org.throughline.http.Form;

/** Problems and diagnoses. */
record ProblemKind(Entries entries, Vocabulary problems) implements EntryKind<ProblemPanel> {
    @Override
    public String type() {
        return "Condition";
    }

    @Override
    public ProblemPanel blank(Entries.Chart chart, EntryPanel.Standing standing, Fields fields) {
        return ProblemPanel.of(standing, ProblemEntry.NEW, fields);
    }

    @Override
    public ProblemPanel saved(Entries.Chart chart, String id, EntryPanel.Standing standing, Fields fields) {
        Entries.Present<ProblemEntry> present = entries.problem(chart, id);
        return ProblemPanel.of(standing.after(present.version(), List.of()), present.entry(), fields);
    }

    @Override
    public ProblemPanel typed(Entries.Chart chart, EntryPanel.Standing standing, Form form) {
        return ProblemPanel.typed(standing, form);
    }

    @Override
    public String save(Entries.Chart chart, String id, ProblemPanel panel, Fields fields, Map<String, String> faults) {
        Concept saved =
                id.isEmpty() ? Concept.NONE : entries.problem(chart, id).entry().problem();
        ProblemEntry entry = panel.entry(saved, problems, fields, faults);
        entry.faults(fields.today().toString()).forEach(faults::putIfAbsent);
        if (!faults.isEmpty()) {
            return "";
        }
        if (id.isEmpty()) {
            return entries.add(chart, entry);
        }
        entries.change(chart, id, panel.standing().version(), entry);
        return id;
    }
}
