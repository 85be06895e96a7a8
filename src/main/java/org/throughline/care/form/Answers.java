package org.throughline.care.form;

import java.util.List;
import java.util.Map;

/**
 * What somebody typed into a form and pulled in to it.
 *
 * @param typed by the field's key; a date as FHIR has it, of a choice the code, of yes or no {@code true} or {@code false}
 * @param pulled by the field's key, in the order in which it stands
 */
public record Answers(Map<String, List<String>> typed, Map<String, List<Pulled>> pulled) {
    public static final Answers NONE = new Answers(Map.of(), Map.of());

    public Answers {
        typed = Map.copyOf(typed);
        pulled = Map.copyOf(pulled);
    }

    /** What was typed into a field, without what is empty. */
    public List<String> of(String key) {
        return typed.getOrDefault(key, List.of()).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** What was pulled in to a field. */
    public List<Pulled> pulledTo(String key) {
        return pulled.getOrDefault(key, List.of());
    }
}
