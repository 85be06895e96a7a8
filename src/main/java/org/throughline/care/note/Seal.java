package org.throughline.care.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.kernel.Digest;

/**
 * The SHA-256 of what was signed, kept in the resource itself: whoever reads the note can see that it is what was signed. It
 * is made of the resource's sealed elements as JSON with the members of all objects in the order of their names.
 */
public final class Seal {
    /** The extension that holds the digest in hexadecimal digits. */
    public static final String EXTENSION = "urn:throughline:extension:signed-sha256";

    private static final List<String> OF_DOCUMENT =
            List.of("type", "category", "subject", "date", "author", "description", "relatesTo", "content");
    private static final List<String> OF_ANSWERS =
            List.of("questionnaire", "subject", "encounter", "authored", "author", "item");

    private Seal() {}

    /** How a note stands to its seal. */
    public enum State {
        /** It is what was signed. */
        INTACT,
        /** It is not what was signed. */
        BROKEN,
        /** It was not signed here. */
        NONE
    }

    /** The elements of a resource that its seal holds. */
    static List<String> elements(JsonObject resource) {
        return "DocumentReference".equals(resource.text("resourceType")) ? OF_DOCUMENT : OF_ANSWERS;
    }

    /** The resource with its seal, as it is signed. */
    public static JsonObject sealed(JsonObject resource) {
        List<Json> extensions = new ArrayList<>(resource.list("extension"));
        extensions.add(JsonObject.builder()
                .add("url", EXTENSION)
                .add("valueString", digest(resource))
                .build());
        return resource.with("extension", new JsonArray(extensions));
    }

    /** How a resource stands to its seal. */
    static State of(JsonObject resource) {
        return seal(resource)
                .map(seal -> seal.equals(digest(resource)) ? State.INTACT : State.BROKEN)
                .orElse(State.NONE);
    }

    /** The digest that a resource carries; empty when it carries none. */
    static Optional<String> seal(JsonObject resource) {
        return resource.objects("extension").stream()
                .filter(extension -> EXTENSION.equals(extension.text("url")))
                .map(extension -> extension.text("valueString"))
                .map(text -> text == null ? "" : text)
                .findFirst();
    }

    static String digest(JsonObject resource) {
        JsonObject.Builder held = JsonObject.builder();
        for (String element : elements(resource)) {
            held.addIfPresent(element, resource.get(element));
        }
        String text = JsonWriter.text(ordered(held.build()));
        return HexFormat.of().formatHex(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Json ordered(Json json) {
        return switch (json) {
            case JsonObject object -> ordered(object);
            case JsonArray array ->
                new JsonArray(array.values().stream().map(Seal::ordered).toList());
            default -> json;
        };
    }

    private static JsonObject ordered(JsonObject object) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(object::nameAt));
        JsonObject.Builder builder = JsonObject.builder();
        order.forEach(i -> builder.add(object.nameAt(i), ordered(object.valueAt(i))));
        return builder.build();
    }

    /** Whether two values say the same, whatever the order of their members. */
    static boolean same(@Nullable Json one, @Nullable Json other) {
        Json nothing = new JsonString("");
        return ordered(one == null ? nothing : one).equals(ordered(other == null ? nothing : other));
    }
}
