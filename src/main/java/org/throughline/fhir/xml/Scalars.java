package org.throughline.fhir.xml;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.throughline.fhir.definitions.TypeDefinition;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;

/** The values of primitives, which XML writes as text and JSON by their kind. */
final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

    private Scalars() {}

    /** @throws Failed as malformed when the text is no number or no boolean where JSON has one */
    static Json read(TypeDefinition type, String element, String text) {
        return switch (type.name()) {
            case "boolean" -> bool(element, text);
            case "decimal", "integer", "positiveInt", "unsignedInt" -> number(element, text);
            default -> new JsonString(text);
        };
    }

    private static Json bool(String element, String text) {
        return switch (text) {
            case "true" -> JsonBoolean.TRUE;
            case "false" -> JsonBoolean.FALSE;
            default -> throw XmlReader.malformed("The value of '" + element + "' must be true or false.");
        };
    }

    /** A number as JSON writes it, read as JSON so that the same limits hold. */
    private static Json number(String element, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw XmlReader.malformed("The value of '" + element + "' must be a number such as 1.50 or 2e3.");
        }
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    static String write(Json value) {
        return switch (value) {
            case JsonString string -> string.value();
            case JsonNumber number -> number.literal();
            case JsonBoolean bool -> bool.value() ? "true" : "false";
            default -> "";
        };
    }
}
