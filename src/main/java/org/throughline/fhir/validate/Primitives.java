package org.throughline.fhir.validate;

import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonString;

/** The formats of <a href="https://hl7.org/fhir/R4/datatypes.html#primitive">primitive types</a>. */
final class Primitives {
    private Primitives() {}

    /** What is wrong with a value of a primitive type; null when nothing is. */
    static @Nullable String wrong(String type, Json value) {
        return switch (type) {
            case "boolean" -> value instanceof JsonBoolean ? null : "A boolean is true or false, without quotes.";
            case "integer" -> number(value, Integer.MIN_VALUE, "An integer is a whole JSON number of 32 bits.");
            case "positiveInt" -> number(value, 1, "A positiveInt is a whole JSON number from 1.");
            case "unsignedInt" -> number(value, 0, "An unsignedInt is a whole JSON number from 0.");
            case "decimal" -> value instanceof JsonNumber ? null : "A decimal is a JSON number, without quotes.";
            default ->
                value instanceof JsonString string
                        ? text(type, string.value())
                        : "A value of type " + type + " is a JSON string.";
        };
    }

    private static @Nullable String number(Json value, int least, String rule) {
        if (!(value instanceof JsonNumber number)) {
            return rule;
        }
        String literal = number.literal();
        int start = literal.startsWith("-") ? 1 : 0;
        for (int i = start; i < literal.length(); i++) {
            if (!Characters.isDigit(literal.charAt(i))) {
                return rule;
            }
        }
        if (literal.length() > 11) {
            return rule;
        }
        long parsed = Long.parseLong(literal);
        return parsed >= least && parsed <= Integer.MAX_VALUE ? null : rule;
    }

    private static @Nullable String text(String type, String text) {
        if (text.isEmpty()) {
            return "A text must not be empty; leave the element out instead.";
        }
        return switch (type) {
            case "code" -> Characters.isCode(text) ? null : "A code has no spaces at its ends and no two in a row.";
            case "id" -> Characters.isId(text) ? null : "An id is 1 to 64 letters, digits, '-' and '.'.";
            case "uri", "url", "canonical" -> Characters.hasSpace(text) ? "An address has no spaces." : null;
            case "oid" -> Characters.isOid(text) ? null : "An oid looks like urn:oid:1.2.3.";
            case "uuid" ->
                Characters.isUuid(text) ? null : "A uuid looks like urn:uuid:c757873d-ec9a-4326-a141-556f43239520.";
            case "base64Binary" -> Characters.isBase64(text) ? null : "This must be base64.";
            case "date" -> Dates.isDate(text) ? null : "A date is YYYY, YYYY-MM or YYYY-MM-DD, and one that exists.";
            case "dateTime" ->
                Dates.isDateTime(text)
                        ? null
                        : "A dateTime is YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+zz:zz, and one that exists.";
            case "instant" ->
                Dates.isInstant(text) ? null : "An instant is YYYY-MM-DDThh:mm:ss.sss+zz:zz, and one that exists.";
            case "time" -> Dates.isTime(text) ? null : "A time is hh:mm:ss.";
            case "xhtml" -> text.stripLeading().startsWith("<div") ? null : "The narrative must be a div of XHTML.";
            default -> Characters.isText(text) ? null : "A text must hold more than spaces and no control characters.";
        };
    }
}
