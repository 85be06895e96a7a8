package org.throughline.care.summary;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;

/** What FHIR's datatypes say, in words for a narrative; empty where they say nothing. Pure. */
final class Told {
    private Told() {}

    static String words(@Nullable JsonObject concept) {
        String words = Parts.words(concept);
        return !words.isEmpty() || concept == null
                ? words
                : concept.objects("coding").stream()
                        .map(coding -> Parts.text(coding, "code"))
                        .filter(code -> !code.isEmpty())
                        .findFirst()
                        .orElse("");
    }

    static String words(List<JsonObject> concepts) {
        return joined(concepts.stream().map(Told::words));
    }

    /** A day or a time to the minute, as it was written. */
    static String time(String fhir) {
        return fhir.length() > 16 ? fhir.substring(0, 10) + " " + fhir.substring(11, 16) : fhir;
    }

    /** When it was or began, of an element of several types: {@code onset}, {@code effective}. */
    static String when(JsonObject resource, String element) {
        return Stream.of("DateTime", "Instant", "Date", "Period", "Age", "Range", "String")
                .map(type -> resource.get(element + type))
                .filter(Objects::nonNull)
                .map(Told::moment)
                .findFirst()
                .orElse("");
    }

    private static String moment(Json value) {
        return value instanceof JsonObject object
                ? object.has("start") || object.has("end") ? period(object) : measure(object)
                : text(value);
    }

    private static String text(Json value) {
        String text = value.toString();
        return text.length() > 16 && text.charAt(4) == '-' && text.charAt(10) == 'T' ? time(text) : text;
    }

    static String period(@Nullable JsonObject period) {
        String start = time(Parts.text(period, "start"));
        String end = time(Parts.text(period, "end"));
        return end.isEmpty() || end.equals(start) ? start : (start + " to " + end).strip();
    }

    /** A quantity, a range or a ratio. */
    static String measure(@Nullable JsonObject measure) {
        if (measure == null) {
            return "";
        }
        if (measure.has("numerator")) {
            return measure(measure.object("numerator")) + " / " + measure(measure.object("denominator"));
        }
        if (measure.has("low") || measure.has("high")) {
            return (measure(measure.object("low")) + " to " + measure(measure.object("high"))).strip();
        }
        Json number = measure.get("value");
        String unit = Parts.text(measure, "unit").isEmpty() ? Parts.text(measure, "code") : Parts.text(measure, "unit");
        return number == null ? "" : (Parts.text(measure, "comparator") + number + " " + unit).strip();
    }

    /** The value of an observation or of a component. */
    static String value(JsonObject observation) {
        for (int i = 0; i < observation.size(); i++) {
            if (observation.nameAt(i).startsWith("value")) {
                Json value = observation.valueAt(i);
                return value instanceof JsonObject object ? valued(object) : text(value);
            }
        }
        return words(observation.object("dataAbsentReason"));
    }

    private static String valued(JsonObject value) {
        return value.has("coding") || value.has("text") ? words(value) : moment(value);
    }

    static String notes(JsonObject resource) {
        return joined(resource.objects("note").stream().map(note -> Parts.text(note, "text")));
    }

    /** Those that say something, one after the other. */
    static String joined(Stream<String> parts) {
        return parts.filter(part -> !part.isEmpty()).distinct().collect(Collectors.joining("; "));
    }

    static String joined(String... parts) {
        return joined(Stream.of(parts));
    }
}
