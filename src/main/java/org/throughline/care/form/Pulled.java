package org.throughline.care.form;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What a note shows of the chart without copying it: a version of a resource, or a field of an earlier note.
 *
 * @param type of the resource
 * @param field the field of the earlier note that is carried forward; empty for what is no note
 */
public record Pulled(String type, String id, int version, String field) {
    /** Which field of an earlier note a reference means. */
    static final String FIELD = "urn:throughline:extension:field";

    private static final Pattern FORM = Pattern.compile(
            "([A-Z][A-Za-z]{1,40})/([A-Za-z0-9.-]{1,64})/_history/(\\d{1,9})(?:#([A-Za-z0-9_.-]{1,100}))?");

    /** Reads what {@link #toString} wrote; empty for anything else. */
    public static Optional<Pulled> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String field = matcher.group(4);
        return Optional.of(new Pulled(
                matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)), field == null ? "" : field));
    }

    /** What a Reference of a note means; empty when it names no version. */
    public static Optional<Pulled> of(JsonObject reference) {
        Optional<Pulled> pulled = parse(Sdc.text(reference, "reference"));
        JsonObject field = Sdc.extension(reference, FIELD);
        return pulled.map(each -> field == null
                ? each
                : new Pulled(each.type(), each.id(), each.version(), Sdc.text(field, "valueString")));
    }

    /** A Reference, with words for whoever cannot follow it. */
    JsonObject json(String display) {
        JsonObject.Builder builder = JsonObject.builder();
        if (!field.isEmpty()) {
            builder.add("extension", JsonArray.of(Sdc.extension(FIELD, "valueString", new JsonString(field))));
        }
        return builder.add("reference", reference())
                .addIfPresent("display", display.isEmpty() ? null : display)
                .build();
    }

    /** The version's address: {@code Observation/1/_history/2}. */
    public String reference() {
        return type + "/" + id + "/_history/" + version;
    }

    /** As forms carry it. */
    @Override
    public String toString() {
        return field.isEmpty() ? reference() : reference() + "#" + field;
    }

    /** Those of a list of References that name versions. */
    public static List<Pulled> all(List<JsonObject> references) {
        return references.stream().map(Pulled::of).flatMap(Optional::stream).toList();
    }
}
