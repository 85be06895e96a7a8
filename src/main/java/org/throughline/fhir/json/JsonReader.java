package org.throughline.fhir.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Reads JSON into a tree, refusing what could hurt: nesting over 64 levels, numbers over 64 characters or beyond the
 * range of a double, duplicate names, NUL, invalid UTF-8, anything after the value. A refusal is a
 * {@link Failure.Malformed} that says where.
 */
public final class JsonReader {
    private static final int DEPTH = 64;
    private static final int NUMBER_LENGTH = 64;
    private static final int STRING_LENGTH = 64 << 20;
    private static final int EXPONENT = 400;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(NUMBER_LENGTH)
                    .maxStringLength(STRING_LENGTH)
                    .maxNameLength(256)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonReader() {}

    /** Reads one JSON value that takes the whole of {@code utf8}. */
    public static Json read(byte[] utf8) {
        return read(utf8, 0, utf8.length);
    }

    /** Reads one JSON value that takes the whole of the given range. */
    public static Json read(byte[] utf8, int offset, int length) {
        try (JsonParser parser = FACTORY.createParser(utf8, offset, length)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw malformed("The body is empty; it must be JSON.");
            }
            Json value = value(parser, first);
            if (parser.nextToken() != null) {
                throw malformed("There is more after the end of the JSON value" + at(parser.currentLocation()) + ".");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw malformed("The JSON goes beyond a limit (depth " + DEPTH + ", numbers of " + NUMBER_LENGTH
                    + " characters, names of 256 characters)" + at(e.getLocation()) + ".");
        } catch (JsonProcessingException e) {
            throw malformed("The JSON is broken" + at(e.getLocation()) + ": " + reason(e) + ".");
        } catch (IOException e) {
            throw malformed("The JSON is not valid UTF-8.");
        }
    }

    /** Reads an object that takes the whole of {@code utf8}. */
    public static JsonObject readObject(byte[] utf8) {
        if (read(utf8) instanceof JsonObject object) {
            return object;
        }
        throw malformed("The body must be a JSON object.");
    }

    private static Json value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonString(text(parser));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw malformed("The JSON is broken" + at(parser.currentLocation()) + ".");
        };
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        JsonObject.Builder object = JsonObject.builder();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            object.add(name, value(parser, parser.nextToken()));
        }
        return object.build();
    }

    private static JsonArray array(JsonParser parser) throws IOException {
        List<Json> values = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            values.add(value(parser, token));
        }
        return new JsonArray(values);
    }

    private static String text(JsonParser parser) throws IOException {
        String text = parser.getText();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw malformed("A string holds a NUL character" + at(parser.currentLocation()) + ".");
            }
            if (Character.isSurrogate(c)) {
                i = afterSurrogate(text, i, parser);
            }
        }
        return text;
    }

    private static int afterSurrogate(String text, int index, JsonParser parser) {
        boolean paired = Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
        if (!paired) {
            throw malformed("A string holds half of a surrogate pair" + at(parser.currentLocation()) + ".");
        }
        return index + 1;
    }

    private static JsonNumber number(JsonParser parser) throws IOException {
        String literal = parser.getText();
        int e = Math.max(literal.indexOf('e'), literal.indexOf('E'));
        if (e >= 0 && (literal.length() - e > 6 || Math.abs(Integer.parseInt(literal.substring(e + 1))) > EXPONENT)) {
            throw malformed("A number's exponent is beyond " + EXPONENT + at(parser.currentLocation()) + ".");
        }
        return new JsonNumber(literal);
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Jackson's message without its source snippet, which could hold record content. */
    private static String reason(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Duplicate field")) {
            return "a name stands twice in one object";
        }
        return message.startsWith("Unexpected end") ? "it ends too early" : "it is not JSON";
    }

    private static Failed malformed(String message) {
        return new Failed(new Failure.Malformed("structure", "", message));
    }
}
