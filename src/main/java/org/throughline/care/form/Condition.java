package org.throughline.care.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;

/** Whether what a field depends on holds: some answer fulfils it. */
final class Condition {
    private Condition() {}

    static boolean holds(Shown shown, List<JsonObject> answers) {
        if (shown.operator().equals("exists")) {
            return answers.isEmpty() != shown.value().equals("true");
        }
        return answers.stream().anyMatch(answer -> holds(shown, answer));
    }

    private static boolean holds(Shown shown, JsonObject answer) {
        Optional<BigDecimal> number = number(answer);
        if (number.isPresent()) {
            return compares(shown.operator(), number.get(), shown.value());
        }
        boolean same = text(answer).equals(shown.value());
        return switch (shown.operator()) {
            case "=" -> same;
            case "!=" -> !same;
            default -> false;
        };
    }

    private static boolean compares(String operator, BigDecimal number, String than) {
        int order;
        try {
            order = number.compareTo(new BigDecimal(than));
        } catch (NumberFormatException e) {
            return false;
        }
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            default -> false;
        };
    }

    private static Optional<BigDecimal> number(JsonObject answer) {
        JsonObject quantity = answer.object("valueQuantity");
        Json value = quantity == null ? answer.get("valueDecimal") : quantity.get("value");
        return value instanceof JsonNumber number ? Optional.of(number.decimal()) : Optional.empty();
    }

    private static String text(JsonObject answer) {
        JsonObject coding = answer.object("valueCoding");
        return coding == null ? Sdc.scalar(answer.valueAt(0)) : Sdc.text(coding, "code");
    }
}
