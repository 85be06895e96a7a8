package org.throughline.care.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/** Answers as somebody would type them again; what was pulled in from a chart is not among them. */
public final class Retyped {
    private Retyped() {}

    /** By the field's key. */
    public static Map<String, List<String>> of(Template template, JsonObject response) {
        Map<String, List<String>> typed = new HashMap<>();
        response.objects("item").stream()
                .flatMap(section -> section.objects("item").stream())
                .forEach(item -> template.field(Sdc.text(item, "linkId")).ifPresent(field -> {
                    List<String> texts = new ArrayList<>();
                    item.objects("answer").forEach(answer -> texts.add(text(field, answer)));
                    typed.put(field.key(), texts);
                }));
        return typed;
    }

    /** An answer as somebody would type it in a field. */
    public static String text(Field field, JsonObject answer) {
        JsonObject coding = answer.object("valueCoding");
        JsonObject quantity = answer.object("valueQuantity");
        if (coding != null && field.kind().hasOptions()) {
            return Sdc.text(coding, "code");
        }
        if (quantity != null) {
            return quantity.get("value") instanceof JsonNumber number ? number.literal() : "";
        }
        return answer.has("valueBoolean")
                ? Boolean.toString(answer.get("valueBoolean") == JsonBoolean.TRUE)
                : Words.of(answer);
    }
}
