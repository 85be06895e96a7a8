package org.throughline.care.form;

import java.util.List;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/** What an answer of a QuestionnaireResponse says, in words. */
public final class Words {
    private Words() {}

    /** The answer in words; a date stays as FHIR has it. */
    public static String of(JsonObject answer) {
        JsonObject coding = answer.object("valueCoding");
        if (coding != null) {
            String display = Sdc.text(coding, "display");
            return display.isEmpty() ? Sdc.text(coding, "code") : display;
        }
        JsonObject quantity = answer.object("valueQuantity");
        if (quantity != null) {
            return number(quantity, "value") + " " + Sdc.text(quantity, "unit");
        }
        if (answer.has("valueBoolean")) {
            return answer.get("valueBoolean") == JsonBoolean.TRUE ? "Yes" : "No";
        }
        if (answer.has("valueDecimal")) {
            return number(answer, "valueDecimal");
        }
        return List.of("valueString", "valueDate", "valueInteger").stream()
                .filter(answer::has)
                .map(name -> String.valueOf(answer.get(name)))
                .findFirst()
                .orElse("");
    }

    private static String number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? number.literal() : "";
    }
}
