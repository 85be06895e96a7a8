package org.throughline.clinic.entry;

import java.util.List;
import java.util.Map;
import org.throughline.care.entry.AllergyEntry;
import org.throughline.care.entry.Entries;
import org.throughline.http.Form;

/** Allergies and intolerances. */
record AllergyKind(Entries entries, Vocabulary substances, Vocabulary reactions) implements EntryKind<AllergyPanel> {
    @Override
    public String type() {
        return "AllergyIntolerance";
    }

    @Override
    public AllergyPanel blank(Entries.Chart chart, EntryPanel.Standing standing, Fields fields) {
        return AllergyPanel.of(standing, AllergyEntry.NEW, fields);
    }

    @Override
    public AllergyPanel saved(Entries.Chart chart, String id, EntryPanel.Standing standing, Fields fields) {
        Entries.Present<AllergyEntry> present = entries.allergy(chart, id);
        return AllergyPanel.of(standing.after(present.version(), List.of()), present.entry(), fields);
    }

    @Override
    public AllergyPanel typed(Entries.Chart chart, EntryPanel.Standing standing, Form form) {
        return AllergyPanel.typed(standing, form);
    }

    @Override
    public String save(Entries.Chart chart, String id, AllergyPanel panel, Fields fields, Map<String, String> faults) {
        AllergyEntry saved =
                id.isEmpty() ? AllergyEntry.NEW : entries.allergy(chart, id).entry();
        AllergyEntry entry = panel.entry(saved.substance(), saved.reaction(), substances, reactions, fields, faults);
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
