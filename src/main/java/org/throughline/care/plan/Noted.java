package org.throughline.care.plan;

import java.util.List;
import java.util.Objects;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * What somebody has noted.
 *
 * @param author person and organization; empty when that is not said
 * @param at a FHIR time; empty when it is not said
 */
public record Noted(String text, String author, String at) {

    /** An Annotation. */
    static Noted of(JsonObject annotation) {
        JsonObject author = Objects.requireNonNullElse(annotation.object("authorReference"), JsonObject.EMPTY);
        String name = Parts.text(author, "display");
        return new Noted(
                Parts.text(annotation, "text"),
                name.isEmpty() ? Parts.text(annotation, "authorString") : name,
                Parts.text(annotation, "time"));
    }

    static List<Noted> all(JsonObject resource, String member) {
        return resource.objects(member).stream().map(Noted::of).toList();
    }
}
