package org.throughline.fhir.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes a tree as compact or indented UTF-8. */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    public static byte[] bytes(Json value) {
        return write(value, false);
    }

    public static byte[] pretty(Json value) {
        return write(value, true);
    }

    public static String text(Json value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static byte[] write(Json value, boolean indented) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            if (indented) {
                generator.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator generator, Json value) throws IOException {
        switch (value) {
            case JsonObject object -> {
                generator.writeStartObject();
                for (int i = 0; i < object.size(); i++) {
                    generator.writeFieldName(object.nameAt(i));
                    write(generator, object.valueAt(i));
                }
                generator.writeEndObject();
            }
            case JsonArray array -> {
                generator.writeStartArray();
                for (Json element : array) {
                    write(generator, element);
                }
                generator.writeEndArray();
            }
            case JsonString string -> generator.writeString(string.value());
            case JsonNumber number -> generator.writeNumber(number.literal());
            case JsonBoolean bool -> generator.writeBoolean(bool.value());
            case JsonNull ignored -> generator.writeNull();
        }
    }
}
