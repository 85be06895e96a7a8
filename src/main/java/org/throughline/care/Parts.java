package org.throughline.care;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;

/** Small parts that resources have alike, read and made. Pure. */
public final class Parts {
    private Parts() {}

    /** The text of a member; empty when there is none. */
    public static String text(@Nullable JsonObject object, String name) {
        String text = object == null ? null : object.text(name);
        return text == null ? "" : text;
    }

    /** A Reference. */
    public static JsonObject reference(String type, String id, String display) {
        return JsonObject.builder()
                .add("reference", type + "/" + id)
                .addIfPresent("display", display.isEmpty() ? null : display)
                .build();
    }

    /** The id that a Reference points to when it is to something of this type; empty otherwise. */
    public static String idOf(@Nullable JsonObject reference, String type) {
        String text = text(reference, "reference");
        int slash = text.lastIndexOf('/');
        boolean fits = slash > 0
                && (text.startsWith(type + "/") || text.substring(0, slash).endsWith("/" + type));
        return fits ? text.substring(slash + 1) : "";
    }

    /** A CodeableConcept of one coding. */
    public static JsonObject concept(String system, String code, String display) {
        return JsonObject.builder()
                .add("coding", JsonArray.of(coding(system, code, display)))
                .add("text", display)
                .build();
    }

    /** A Coding. */
    public static JsonObject coding(String system, String code, String display) {
        return JsonObject.builder()
                .add("system", system)
                .add("code", code)
                .add("display", display)
                .build();
    }

    /** The code of a system in a CodeableConcept; empty when there is none. */
    public static String code(@Nullable JsonObject concept, String system) {
        return concept == null
                ? ""
                : concept.objects("coding").stream()
                        .filter(coding -> system.equals(coding.text("system")))
                        .map(coding -> text(coding, "code"))
                        .findFirst()
                        .orElse("");
    }

    /** What a CodeableConcept says: its text, else its first display; empty when it says nothing. */
    public static String words(@Nullable JsonObject concept) {
        if (concept == null) {
            return "";
        }
        return Stream.concat(
                        Stream.of(text(concept, "text")),
                        concept.objects("coding").stream().map(coding -> text(coding, "display")))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A moment of a member; empty when there is none that is told to the minute. */
    public static Optional<Instant> instant(@Nullable JsonObject object, String name) {
        try {
            String text = text(object, name);
            return text.length() > 10 ? Optional.of(OffsetDateTime.parse(text).toInstant()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The day of a FHIR date or time; of less than a day its first; null for none. */
    public static @Nullable LocalDate day(String date) {
        try {
            return switch (date.length()) {
                case 0 -> null;
                case 4 -> LocalDate.parse(date + "-01-01");
                case 7 -> LocalDate.parse(date + "-01");
                default -> LocalDate.parse(date.substring(0, 10));
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A moment as FHIR writes it, to the second, in the time of a zone: {@code 2026-11-26T09:15:00-05:00}. */
    public static String moment(Instant at, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }

    /** The extension of a URL; null when there is none. */
    public static @Nullable JsonObject extension(JsonObject resource, String url) {
        return resource.objects("extension").stream()
                .filter(extension -> url.equals(extension.text("url")))
                .findFirst()
                .orElse(null);
    }

    /**
     * The resource with an extension of a URL in place of those that it has.
     *
     * @param value null for none
     */
    public static JsonObject withExtension(JsonObject resource, String url, String element, @Nullable Json value) {
        List<Json> rest = new ArrayList<>(resource.objects("extension").stream()
                .filter(extension -> !url.equals(extension.text("url")))
                .toList());
        if (value != null) {
            rest.add(JsonObject.builder().add("url", url).add(element, value).build());
        }
        return rest.isEmpty() ? resource.without("extension") : resource.with("extension", new JsonArray(rest));
    }
}
