package org.throughline.clinic.entry;

import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.sheet.Sheet;
import org.throughline.care.entry.sheet.Sheets;
import org.throughline.care.entry.sheet.Values;
import org.throughline.http.Form;

/** Entries that are plain fields. */
record SheetKind(Sheets sheets, Sheet sheet, Map<String, Vocabulary> vocabularies) implements EntryKind<SheetPanel> {
    SheetKind {
        vocabularies = Map.copyOf(vocabularies);
    }

    /** The FHIR type of the sheet of this key; empty for no sheet. */
    static String type(String key) {
        return Sheets.all().stream()
                .filter(each -> each.key().equals(key))
                .map(Sheet::type)
                .findFirst()
                .orElse("");
    }

    @Override
    public String type() {
        return sheet.type();
    }

    @Override
    public SheetPanel blank(Entries.Chart chart, EntryPanel.Standing standing, Fields fields) {
        return SheetPanel.of(standing, sheet, sheet.blank(), fields);
    }

    @Override
    public SheetPanel saved(Entries.Chart chart, String id, EntryPanel.Standing standing, Fields fields) {
        Entries.Present<Values> present = sheets.values(chart, sheet, id);
        return SheetPanel.of(standing.after(present.version(), List.of()), sheet, present.entry(), fields);
    }

    @Override
    public SheetPanel typed(Entries.Chart chart, EntryPanel.Standing standing, Form form) {
        return SheetPanel.typed(standing, sheet, form);
    }

    @Override
    public String save(Entries.Chart chart, String id, SheetPanel panel, Fields fields, Map<String, String> faults) {
        Values saved =
                id.isEmpty() ? sheet.blank() : sheets.values(chart, sheet, id).entry();
        Values values = panel.values(saved, vocabularies, fields, faults);
        sheet.faults(values, fields.today().toString()).forEach(faults::putIfAbsent);
        if (!faults.isEmpty()) {
            return "";
        }
        if (id.isEmpty()) {
            return sheets.add(chart, sheet, values);
        }
        sheets.change(chart, sheet, id, panel.standing().version(), values);
        return id;
    }
}
