package org.throughline.fhir.path;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** What FHIR's primitives and quantities are in FHIRPath's own types. */
final class Values {
    private Values() {}

    /** The value of an element; null when it has none, or one that its type does not allow. */
    static @Nullable Value of(Element element) {
        Json json = element.json();
        return switch (json) {
            case null -> null;
            case JsonBoolean bool -> new Value.Bool(bool.value());
            case JsonNumber number -> number(element, number.decimal());
            case JsonString string -> text(element.type(), string.value());
            case JsonObject object when element.is("Quantity") -> quantity(object);
            default -> null;
        };
    }

    private static @Nullable Value number(Element element, BigDecimal decimal) {
        if (element.is("decimal")) {
            return new Value.Decimal(decimal);
        }
        try {
            return new Value.Int(decimal.intValueExact());
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Value text(String type, String text) {
        return switch (type) {
            case "date" -> when(Temporal.date(text));
            case "dateTime", "instant" -> when(Temporal.dateTime(text));
            case "time" -> when(Temporal.time(text));
            default -> new Value.Text(text);
        };
    }

    static @Nullable Value when(@Nullable Temporal temporal) {
        return temporal == null ? null : new Value.When(temporal);
    }

    private static @Nullable Value quantity(JsonObject object) {
        if (!(object.get("value") instanceof JsonNumber number)) {
            return null;
        }
        String code = object.text("code");
        String unit = code == null ? object.text("unit") : code;
        return new Value.Quantity(number.decimal(), unit == null ? "1" : unit, false);
    }
}
