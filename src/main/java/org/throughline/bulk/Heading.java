package org.throughline.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * What must be known of a resource before its turn comes. It is read from the beginning and only as far as must be, so
 * that what waits are the bytes of a resource and not its tree, which is several times larger.
 */
final class Heading {
    private static final JsonFactory FACTORY = new JsonFactory();

    private @Nullable String type;
    private @Nullable String id;
    private @Nullable String version;
    private @Nullable String updated;
    private boolean meta;

    private Heading() {}

    /**
     * Reads the heading of a resource; what is wrong behind it, the reading of the resource finds.
     *
     * @throws Failed when it is no JSON object
     */
    static Heading of(byte[] json, int from, int length) {
        Heading heading = new Heading();
        try (JsonParser parser = FACTORY.createParser(json, from, length)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                heading.read(parser);
                return heading;
            }
        } catch (IOException e) {
            JsonReader.read(json, from, length); // says what is wrong, and where
        }
        throw new Failed(new Failure.Malformed("structure", "", "A resource must be a JSON object."));
    }

    private void read(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null && !isWhole(); name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "resourceType" -> type = text(parser);
                case "id" -> id = text(parser);
                case "meta" -> {
                    meta = true;
                    if (value == JsonToken.START_OBJECT) {
                        readMeta(parser);
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private boolean isWhole() {
        return type != null && id != null && meta;
    }

    private void readMeta(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "versionId" -> version = text(parser);
                case "lastUpdated" -> updated = text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    /** The text of a string; null for another value, which is passed over. */
    private static @Nullable String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    /** {@code resourceType}; null when it has none. */
    @Nullable
    String type() {
        return type;
    }

    @Nullable
    String id() {
        return id;
    }

    /** {@code meta.versionId}. */
    @Nullable
    String version() {
        return version;
    }

    /** {@code meta.lastUpdated}. */
    @Nullable
    String updated() {
        return updated;
    }
}
