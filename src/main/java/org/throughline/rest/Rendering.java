package org.throughline.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.fhir.summary.Subset;
import org.throughline.fhir.xml.XmlWriter;
import org.throughline.http.Answer;
import org.throughline.record.Bodies;
import org.throughline.record.Stored;
import org.throughline.search.query.Query;

/** Turns stored and made resources into answers. Stored JSON passes through as it is unless another form is asked for. */
final class Rendering {
    /** RFC 9110, 5.6.7; Java's RFC 1123 writes the day with one digit where one does. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Bodies bodies;

    Rendering(Bodies bodies) {
        this.bodies = bodies;
    }

    /** The JSON of a stored resource as it will stand in an answer. */
    byte[] json(Stored stored) {
        return bodies.unpack(packed(stored));
    }

    /** The tree of a stored resource. */
    JsonObject tree(Stored stored) {
        return bodies.open(packed(stored));
    }

    private static byte[] packed(Stored stored) {
        byte[] packed = stored.body();
        if (packed == null) {
            throw new IllegalArgumentException("A deletion has no body");
        }
        return packed;
    }

    /** The JSON of a stored resource, cut down to what a search asked for. */
    byte[] json(Stored stored, Query.Shape shape) {
        byte[] whole = json(stored);
        return shape.equals(Query.Shape.WHOLE) ? whole : JsonWriter.bytes(part(JsonReader.readObject(whole), shape));
    }

    private static JsonObject part(JsonObject resource, Query.Shape shape) {
        if (!shape.elements().isEmpty()) {
            return Subset.elements(resource, shape.elements());
        }
        return switch (shape.summary()) {
            case TRUE -> Subset.summary(resource);
            case TEXT -> Subset.text(resource);
            case DATA -> Subset.data(resource);
            case COUNT, FALSE -> resource;
        };
    }

    /** A stored resource with its version and time in the headers. */
    Answer resource(int status, Stored stored, Call call) {
        Answer answer = call.format().unwrapped()
                ? Binaries.unwrapped(status, tree(stored))
                : content(status, json(stored, Shapes.of(call)), call.format());
        return versioned(answer, stored);
    }

    /** A resource that was made for this answer. */
    Answer resource(int status, JsonObject resource, Format format) {
        return content(status, JsonWriter.bytes(resource), format);
    }

    /** JSON of a resource in the syntax that was asked for. */
    Answer content(int status, byte[] json, Format format) {
        byte[] content = switch (format.syntax()) {
            case JSON -> format.pretty() ? JsonWriter.pretty(JsonReader.readObject(json)) : json;
            case XML -> XmlWriter.bytes(JsonReader.readObject(json), format.pretty());
        };
        return Answer.of(status, format.syntax().mediaType(), content);
    }

    static Answer versioned(Answer answer, Stored stored) {
        return answer.with("ETag", etag(stored.version())).with("Last-Modified", httpDate(stored.updated()));
    }

    static String etag(int version) {
        return "W/\"" + version + "\"";
    }

    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }
}
