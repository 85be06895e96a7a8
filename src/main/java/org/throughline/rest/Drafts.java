package org.throughline.rest;

import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.fhir.xml.XmlReader;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Reads the resource that a call carries. */
final class Drafts {
    private Drafts() {}

    /**
     * The body as a JSON object.
     *
     * @throws Failed with {@link Failure.UnsupportedMediaType} or {@link Failure.Malformed}
     */
    static JsonObject read(Call.Content content) {
        return JsonReader.readObject(json(content));
    }

    /**
     * The resource that a create or an update sends: as {@link #read(Call.Content)}, and for a Binary any content.
     *
     * @param id the id in the address; null when there is none
     */
    static JsonObject read(Call.Content content, String type, @Nullable String id) {
        String mediaType = content.mediaType();
        boolean plain = type.equals(Binaries.TYPE)
                && !mediaType.isEmpty()
                && Format.syntax(mediaType).isEmpty();
        return plain ? Binaries.wrapped(id, mediaType, content.bytes()) : read(content);
    }

    /** The body as bytes of JSON, whatever its syntax was. */
    static byte[] json(Call.Content content) {
        if (content.bytes().length == 0) {
            throw new Failed(new Failure.Malformed("required", "", "The body is empty; it must be a resource."));
        }
        Format.Syntax syntax = Format.syntax(content.mediaType())
                .orElseThrow(() -> new Failed(new Failure.UnsupportedMediaType(
                        "Send application/fhir+json or application/fhir+xml, and say so in Content-Type.")));
        return switch (syntax) {
            case JSON -> content.bytes();
            case XML -> JsonWriter.bytes(XmlReader.read(content.bytes()));
        };
    }
}
