package org.throughline.care.chart;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;

/** Reads a Patient resource. */
public final class PersonReader {
    private PersonReader() {}

    public static Person read(JsonObject patient) {
        JsonObject name = name(patient.objects("name"));
        return new Person(
                Concepts.or(patient.text("id"), ""),
                name == null ? "" : Concepts.or(name.text("family"), ""),
                name == null ? "" : joined(name.list("given")),
                name == null ? "" : joined(name.list("prefix")),
                number(patient),
                Concepts.or(patient.text("birthDate"), ""),
                Concepts.or(patient.text("gender"), ""),
                deceased(patient),
                phone(patient),
                numbers(patient, true),
                patient.objects("link").stream().anyMatch(link -> "replaced-by".equals(link.text("type"))),
                photo(patient));
    }

    /** A photo of our own: what is elsewhere is not fetched. */
    private static int photo(JsonObject patient) {
        boolean has = patient.objects("photo").stream().anyMatch(photo -> photo.has("data"));
        JsonObject meta = patient.object("meta");
        return has && meta != null ? Integer.parseInt(Concepts.or(meta.text("versionId"), "0")) : 0;
    }

    /** The official name, else the first. */
    private static @Nullable JsonObject name(List<JsonObject> names) {
        return names.stream()
                .filter(name -> "official".equals(name.text("use")))
                .findFirst()
                .orElse(Concepts.first(names));
    }

    private static String number(JsonObject patient) {
        return numbers(patient, false).stream().findFirst().orElse("");
    }

    /** @param former whether those are wanted by which the patient is not known any more */
    private static List<String> numbers(JsonObject patient, boolean former) {
        return patient.objects("identifier").stream()
                .filter(identifier -> Concepts.has(identifier.object("type"), "MR"))
                .filter(identifier -> former == "old".equals(identifier.text("use")))
                .map(identifier -> Concepts.or(identifier.text("value"), ""))
                .toList();
    }

    private static @Nullable String deceased(JsonObject patient) {
        String date = patient.text("deceasedDateTime");
        if (date != null) {
            return date;
        }
        return patient.get("deceasedBoolean") == JsonBoolean.TRUE ? "unknown date" : null;
    }

    private static String phone(JsonObject patient) {
        return patient.objects("telecom").stream()
                .filter(telecom -> "phone".equals(telecom.text("system")))
                .map(telecom -> Concepts.or(telecom.text("value"), ""))
                .findFirst()
                .orElse("");
    }

    private static String joined(List<Json> texts) {
        return texts.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
