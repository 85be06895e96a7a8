package org.throughline.care.entry;

import java.util.ArrayList;
import java.util.List;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** Elements that several resources have alike, read and changed. Pure. */
public final class Elements {
    private Elements() {}

    /** The text of the first note; empty when there is none. */
    public static String note(JsonObject resource) {
        List<JsonObject> notes = resource.objects("note");
        return notes.isEmpty() ? "" : Concept.text(notes.getFirst(), "text");
    }

    /** The resource with this as the text of its first note; an empty text takes that note away. */
    public static JsonObject setNote(JsonObject resource, String text) {
        if (text.equals(note(resource))) {
            return resource;
        }
        List<Json> notes = new ArrayList<>(resource.list("note"));
        JsonObject first = resource.objects("note").stream().findFirst().orElse(JsonObject.EMPTY);
        if (!notes.isEmpty()) {
            notes.removeFirst();
        }
        if (!text.isEmpty()) {
            notes.addFirst(first.with("text", new JsonString(text)));
        }
        return notes.isEmpty() ? resource.without("note") : resource.with("note", new JsonArray(notes));
    }

    /**
     * The resource with a date for an element of several types, {@code onset[x]}. A date that is as it was leaves the
     * element as it is, so that an age or a period stays; another takes its place.
     */
    public static JsonObject setDate(JsonObject resource, String element, String date) {
        String name = element + "DateTime";
        if (date.equals(Concept.text(resource, name))) {
            return resource;
        }
        JsonObject cleared = without(resource, element);
        return date.isEmpty() ? cleared : cleared.with(name, new JsonString(date));
    }

    /** The resource without an element of several types, in whichever type it is. */
    public static JsonObject without(JsonObject resource, String element) {
        JsonObject cleared = resource;
        for (int i = 0; i < resource.size(); i++) {
            String name = resource.nameAt(i);
            String plain = name.startsWith("_") ? name.substring(1) : name;
            if (plain.startsWith(element)
                    && plain.length() > element.length()
                    && Character.isUpperCase(plain.charAt(element.length()))) {
                cleared = cleared.without(name);
            }
        }
        return cleared;
    }

    /** The resource with a concept, unless it says the same already. */
    public static JsonObject setConcept(JsonObject resource, String element, Concept concept) {
        return concept.equals(Concept.of(resource.object(element))) ? resource : resource.with(element, concept.json());
    }

    /** The resource with a text; without the element when that is empty. */
    public static JsonObject setText(JsonObject resource, String element, String text) {
        return text.isEmpty() ? resource.without(element) : resource.with(element, new JsonString(text));
    }

    /** The resource with a period; an empty day leaves its side open. */
    public static JsonObject setPeriod(JsonObject resource, String start, String end) {
        JsonObject present = resource.object("period") == null ? JsonObject.EMPTY : resource.object("period");
        JsonObject period = setText(setText(present, "start", start), "end", end);
        return period.size() == 0 ? resource.without("period") : resource.with("period", period);
    }
}
