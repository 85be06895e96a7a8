package org.throughline.clinic.note;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.care.form.Answers;
import org.throughline.care.form.Field;
import org.throughline.care.form.Kind;
import org.throughline.care.form.Pulled;
import org.throughline.care.form.Template;
import org.throughline.http.Form;
import org.throughline.ui.TypedDate;

/**
 * What stands in a form of a note: as it was typed, and what that means.
 *
 * @param raw by the field's key, as it was typed
 * @param answers with dates as FHIR has them
 * @param faults what cannot be read, by the field's key
 */
record Typed(Map<String, List<String>> raw, Answers answers, Map<String, String> faults) {
    private static final String FIELD = "f-";
    private static final String PULLED = "p-";
    private static final int MOST_PULLED = 100;

    static Typed of(Template template, Form form, LocalDate today) {
        Map<String, List<String>> raw = new HashMap<>();
        Map<String, List<String>> meant = new HashMap<>();
        Map<String, List<Pulled>> pulled = new HashMap<>();
        Map<String, String> faults = new LinkedHashMap<>();
        template.fields().forEach(field -> {
            List<String> values = form.values(FIELD + field.key());
            raw.put(field.key(), values);
            meant.put(field.key(), field.kind() == Kind.DATE ? dates(field, values, today, faults) : values);
            pulled.put(
                    field.key(),
                    form.values(PULLED + field.key()).stream()
                            .map(Pulled::parse)
                            .flatMap(Optional::stream)
                            .distinct()
                            .limit(MOST_PULLED)
                            .toList());
        });
        return new Typed(raw, new Answers(meant, pulled), faults);
    }

    private static List<String> dates(Field field, List<String> values, LocalDate today, Map<String, String> faults) {
        return values.stream()
                .filter(value -> !value.isBlank())
                .map(value -> TypedDate.read(value, today).orElseGet(() -> {
                    faults.put(field.key(), "Write a date as 14-Jul-2025, 14/7/25, Jul 2025 or t-3m.");
                    return "";
                }))
                .toList();
    }
}
