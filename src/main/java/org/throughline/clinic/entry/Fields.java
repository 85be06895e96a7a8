package org.throughline.clinic.entry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.throughline.care.entry.Concept;
import org.throughline.ui.Dates;
import org.throughline.ui.TypedDate;

/** Reads fields of a form and writes what they say into differences. */
record Fields(Dates dates, LocalDate today) {

    /**
     * A date that was typed; empty when nothing was or it cannot be read, which is then a fault.
     *
     * @param faults where what is wrong is put, by field
     */
    String date(String field, String typed, Map<String, String> faults) {
        if (typed.isBlank()) {
            return "";
        }
        return TypedDate.read(typed, today).orElseGet(() -> {
            faults.put(field, "Write a date as 14-Jul-2025, 14/7/25, Jul 2025, 2025, or t-3m for three months ago.");
            return "";
        });
    }

    /** What a name means: as it is saved already, as the vocabulary has it, else only words. */
    static Concept concept(String typed, Concept saved, Vocabulary vocabulary) {
        String text = typed.strip();
        return text.equals(saved.text()) ? saved : vocabulary.named(text).orElseGet(() -> new Concept(text, List.of()));
    }

    static void compare(List<EntryPanel.Difference> differences, String field, String saved, String typed) {
        if (!saved.equals(typed)) {
            differences.add(new EntryPanel.Difference(field, shown(saved), shown(typed)));
        }
    }

    private static String shown(String text) {
        return text.isEmpty() ? "nothing" : text;
    }
}
