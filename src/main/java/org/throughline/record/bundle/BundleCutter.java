package org.throughline.record.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * Cuts a bundle into its entries without building it in memory: it notes where each resource lies in the bytes, to be
 * parsed when its turn comes.
 */
public final class BundleCutter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(72)
                    .maxNumberLength(64)
                    .maxStringLength(64 << 20)
                    .maxNameLength(256)
                    .build())
            .build();

    private static final Set<String> OTHERS = Set.of(
            "id", "meta", "implicitRules", "language", "identifier", "type", "timestamp", "total", "link", "signature");
    private static final Set<String> ENTRY_OTHERS =
            Set.of("id", "extension", "modifierExtension", "link", "fullUrl", "search");

    private final byte[] bytes;
    private final int entryLimit;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable String resourceType;
    private @Nullable String type;

    private BundleCutter(byte[] bytes, int entryLimit) {
        this.bytes = bytes;
        this.entryLimit = entryLimit;
    }

    /** A bundle cut into its entries. */
    public record Cut(String type, List<Entry> entries) {}

    /**
     * Cuts a bundle.
     *
     * @throws Failed with {@link Failure.Malformed} when it is not a Bundle, with {@link Failure.TooLarge} when it has
     *     more entries than allowed
     */
    public static Cut cut(byte[] bytes, int entryLimit) {
        BundleCutter cutter = new BundleCutter(bytes, entryLimit);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            cutter.bundle(parser);
        } catch (IOException e) {
            throw new Failed(new Failure.Malformed("structure", "Bundle", "The bundle is not JSON."), e);
        }
        if (!"Bundle".equals(cutter.resourceType)) {
            throw new Failed(new Failure.Malformed("invalid", "resourceType", "Send a Bundle to this address."));
        }
        String type = cutter.type;
        if (type == null) {
            throw new Failed(new Failure.Malformed("required", "Bundle.type", "Bundle.type is missing."));
        }
        return new Cut(type, List.copyOf(cutter.entries));
    }

    private void bundle(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("Bundle", "The body must be a JSON object.");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "resourceType" -> resourceType = parser.getText();
                case "type" -> type = parser.getText();
                case "entry" -> entries(parser, value);
                default -> other(parser, name, OTHERS, "Bundle");
            }
        }
        if (parser.nextToken() != null) {
            throw malformed("Bundle", "There is more after the end of the bundle.");
        }
    }

    /** Passes over an element that says nothing about what is to be done; one that a Bundle does not have is refused. */
    private static void other(JsonParser parser, String name, Set<String> allowed, String place) throws IOException {
        if (!allowed.contains(name.startsWith("_") ? name.substring(1) : name)) {
            throw malformed(place + "." + name, "There is no element of this name here.");
        }
        parser.skipChildren();
    }

    private void entries(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            throw malformed("Bundle.entry", "Bundle.entry must be an array.");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (entries.size() == entryLimit) {
                throw new Failed(new Failure.TooLarge("A bundle may have " + entryLimit + " entries at most."));
            }
            entries.add(entry(parser, "Bundle.entry[" + entries.size() + "]"));
        }
    }

    private Entry entry(JsonParser parser, String place) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw malformed(place, "An entry must be an object.");
        }
        String fullUrl = null;
        int from = -1;
        int to = -1;
        Map<String, String> request = Map.of();
        Map<String, String> response = Map.of();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "fullUrl" -> fullUrl = parser.getText();
                case "resource" -> {
                    from = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    to = (int) parser.currentLocation().getByteOffset();
                }
                case "request" -> request = texts(parser, place);
                case "response" -> response = texts(parser, place);
                default -> other(parser, name, ENTRY_OTHERS, place);
            }
        }
        return new Entry(
                entries.size(),
                bytes,
                from,
                to - from,
                fullUrl,
                request.getOrDefault("method", ""),
                request.getOrDefault("url", ""),
                request.get("ifMatch"),
                request.get("ifNoneMatch"),
                request.get("ifNoneExist"),
                request.get("ifModifiedSince"),
                response.get("etag"),
                response.get("lastModified"));
    }

    private static Map<String, String> texts(JsonParser parser, String place) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw malformed(place, "A request must be an object.");
        }
        Map<String, String> texts = new HashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, text(parser, place + ".request." + name));
            } else {
                parser.skipChildren();
            }
        }
        return texts;
    }

    private static String text(JsonParser parser, String place) throws IOException {
        String text = parser.getText();
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed(place, "The text holds a NUL character or half of a surrogate pair.");
        }
        return text;
    }

    private static Failed malformed(String element, String message) {
        return new Failed(new Failure.Malformed("structure", element, message));
    }
}
