package org.throughline.clinic.entry;

import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Entries;
import org.throughline.care.taking.TakingEntries;
import org.throughline.care.taking.TakingEntry;
import org.throughline.http.Form;

/** What the patient takes without an order of ours. */
record TakingKind(TakingEntries entries) implements EntryKind<TakingPanel> {
    static final String KEY = "medications";

    @Override
    public String type() {
        return "MedicationStatement";
    }

    @Override
    public TakingPanel blank(Entries.Chart chart, EntryPanel.Standing standing, Fields fields) {
        return TakingPanel.blank(standing);
    }

    @Override
    public TakingPanel saved(Entries.Chart chart, String id, EntryPanel.Standing standing, Fields fields) {
        Entries.Present<TakingEntry> present = entries.entry(chart, id);
        return TakingPanel.of(standing.after(present.version(), List.of()), present.entry(), fields);
    }

    @Override
    public TakingPanel typed(Entries.Chart chart, EntryPanel.Standing standing, Form form) {
        return TakingPanel.typed(standing, form);
    }

    @Override
    public String save(Entries.Chart chart, String id, TakingPanel panel, Fields fields, Map<String, String> faults) {
        TakingEntry saved = id.isEmpty() ? null : entries.entry(chart, id).entry();
        TakingEntry entry = panel.entry(saved, entries.lines(), fields, faults);
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
