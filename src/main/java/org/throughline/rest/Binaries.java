package org.throughline.rest;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Answer;

/**
 * Binaries in the form of their content: an image, a PDF. What a stranger sent must not run as a page of ours, so it is
 * given as something to save, sandboxed, and never as another type than it is declared to be.
 *
 * @see <a href="https://hl7.org/fhir/R4/binary.html#rest">Serving Binary Resources</a>
 */
final class Binaries {
    static final String TYPE = "Binary";

    private static final String UNKNOWN = "application/octet-stream";

    private Binaries() {}

    /** Whether this reads one Binary. */
    static boolean isRead(String method, Place place) {
        boolean one = place instanceof Place.Instance || place instanceof Place.OneVersion;
        return one && place.type().equals(TYPE) && (method.equals("GET") || method.equals("HEAD"));
    }

    /** The content of a Binary. */
    static Answer unwrapped(int status, JsonObject binary) {
        String mediaType = binary.text("contentType");
        String data = binary.text("data");
        return Answer.of(
                        status,
                        mediaType == null || !isMediaType(mediaType) ? UNKNOWN : mediaType,
                        Base64.getMimeDecoder().decode(data == null ? "" : data))
                .with("Content-Disposition", "attachment")
                .with("Content-Security-Policy", "sandbox; default-src 'none'");
    }

    /** What goes into a header is a media type and nothing else. */
    private static boolean isMediaType(String text) {
        return text.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;[ -~]*)?");
    }

    /**
     * The Binary around a content.
     *
     * @param id its id; null when the store is to give it one
     */
    static JsonObject wrapped(@Nullable String id, String mediaType, byte[] content) {
        JsonObject.Builder binary = JsonObject.builder().add("resourceType", TYPE);
        if (id != null) {
            binary.add("id", id);
        }
        return binary.add("contentType", mediaType)
                .add("data", Base64.getEncoder().encodeToString(content))
                .build();
    }
}
