package org.throughline.clinic.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.sheet.Field;
import org.throughline.care.entry.sheet.Sheet;
import org.throughline.care.entry.sheet.Values;
import org.throughline.http.Form;

/**
 * The form of a sheet, as it was typed.
 *
 * @param typed what stands in each field
 */
public record SheetPanel(Standing standing, Sheet sheet, Map<String, String> typed) implements EntryPanel<SheetPanel> {
    public SheetPanel {
        typed = Map.copyOf(typed);
    }

    static SheetPanel of(Standing standing, Sheet sheet, Values values, Fields fields) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Field field : sheet.fields()) {
            String value = values.text(field.name());
            shown.put(field.name(), isDay(field) ? fields.dates().date(value) : value);
        }
        return new SheetPanel(standing, sheet, shown);
    }

    static SheetPanel typed(Standing standing, Sheet sheet, Form form) {
        Map<String, String> typed = new LinkedHashMap<>();
        sheet.fields()
                .forEach(field ->
                        typed.put(field.name(), form.value(field.name()).strip()));
        return new SheetPanel(standing, sheet, typed);
    }

    private static boolean isDay(Field field) {
        return field.kind() == Field.Kind.PAST || field.kind() == Field.Kind.DAY;
    }

    /** What stands in a field. */
    public String value(String field) {
        return typed.getOrDefault(field, "");
    }

    /**
     * What it comes to.
     *
     * @param saved what is saved, for words that were not changed
     * @param vocabularies what words mean, by the names that fields offer
     * @param faults where what cannot be read is put, by field
     */
    Values values(Values saved, Map<String, Vocabulary> vocabularies, Fields fields, Map<String, String> faults) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Concept> concepts = new LinkedHashMap<>();
        for (Field field : sheet.fields()) {
            String value = value(field.name());
            Vocabulary vocabulary = vocabularies.get(field.offers());
            if (vocabulary != null) {
                concepts.put(field.name(), Fields.concept(value, saved.concept(field.name()), vocabulary));
            } else if (field.kind() == Field.Kind.TEXT) {
                Concept before = saved.concept(field.name());
                concepts.put(field.name(), value.equals(before.text()) ? before : new Concept(value, List.of()));
            } else {
                texts.put(field.name(), isDay(field) ? fields.date(field.name(), value, faults) : value);
            }
        }
        return new Values(texts, concepts);
    }

    @Override
    public String noun() {
        return sheet.noun();
    }

    @Override
    public SheetPanel with(Standing other) {
        return new SheetPanel(other, sheet, typed);
    }

    @Override
    public List<Difference> differences(SheetPanel saved) {
        List<Difference> differences = new ArrayList<>();
        for (Field field : sheet.fields()) {
            Fields.compare(
                    differences,
                    field.label(),
                    Choice.words(field.choices(), saved.value(field.name())),
                    Choice.words(field.choices(), value(field.name())));
        }
        return differences;
    }
}
