package org.throughline.care.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * A form that was filled in: what of it is shown, what it comes to, and what is wrong with it.
 *
 * @param values the answers by the field's key, as a QuestionnaireResponse has them; of what is shown
 * @param pulled what stands from the chart in fields that are shown
 * @param hidden the keys of fields and sections that are not shown, because what they depend on does not hold
 * @param faults what is wrong, by the field's key
 */
public record Filled(
        Template template,
        Map<String, List<JsonObject>> values,
        Map<String, List<Pulled>> pulled,
        List<String> hidden,
        Map<String, String> faults) {
    public Filled {
        values = Map.copyOf(values);
        pulled = Map.copyOf(pulled);
        hidden = List.copyOf(hidden);
        faults = Map.copyOf(faults);
    }

    /** Works a form out. */
    public static Filled of(Template template, Answers answers, Terms terms) {
        return new Filling(template, answers, terms).filled();
    }

    /** The answers to a field; none when it is empty or not shown. */
    public List<JsonObject> answers(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** Whether nothing was written at all. */
    public boolean isEmpty() {
        return pulled.isEmpty()
                && template.fields()
                        .filter(field -> field.kind() != Kind.SCORE)
                        .allMatch(field -> answers(field.key()).isEmpty());
    }

    /**
     * The items of the QuestionnaireResponse: sections with their fields, of what has an answer.
     *
     * @param words of what was pulled in, for readers who cannot follow the reference
     */
    public List<JsonObject> items(Function<Pulled, String> words) {
        List<JsonObject> sections = new ArrayList<>();
        for (Section section : template.sections()) {
            List<Json> items = new ArrayList<>();
            section.fields().forEach(field -> items.addAll(items(field, words)));
            if (!items.isEmpty()) {
                sections.add(JsonObject.builder()
                        .add("linkId", section.key())
                        .add("text", section.title())
                        .add("item", new JsonArray(items))
                        .build());
            }
        }
        return sections;
    }

    private List<JsonObject> items(Field field, Function<Pulled, String> words) {
        List<JsonObject> items = new ArrayList<>();
        if (!answers(field.key()).isEmpty()) {
            items.add(item(field.key(), field.label(), answers(field.key())));
        }
        List<JsonObject> references = pulled.getOrDefault(field.key(), List.of()).stream()
                .map(each -> JsonObject.of("valueReference", each.json(words.apply(each))))
                .toList();
        if (!references.isEmpty()) {
            items.add(item(field.pulledKey(), field.label() + ": from the chart", references));
        }
        return items;
    }

    private static JsonObject item(String key, String label, List<JsonObject> answers) {
        return JsonObject.builder()
                .add("linkId", key)
                .add("text", label)
                .add("answer", new JsonArray(List.copyOf(answers)))
                .build();
    }

    /** What it comes to while it is worked out, for expressions to look at. */
    static JsonObject response(Template template, Map<String, List<JsonObject>> values) {
        Filled sofar = new Filled(template, values, Map.of(), List.of(), new HashMap<>());
        return JsonObject.builder()
                .add("resourceType", new JsonString("QuestionnaireResponse"))
                .addIfPresent("item", Sdc.array(sofar.items(each -> "")))
                .build();
    }
}
