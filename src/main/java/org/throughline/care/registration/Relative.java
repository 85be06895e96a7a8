package org.throughline.care.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Somebody who is close to a patient or acts for them: a RelatedPerson.
 *
 * @param relationship in words: mother, guardian
 * @param end the last day; empty for no end
 */
public record Relative(String name, String relationship, String phone, String start, String end) {
    public static final Relative NEW = new Relative("", "", "", "", "");

    /** What is wrong with it, by field. */
    public Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (name.isBlank()) {
            faults.put("name", "Say who it is.");
        }
        if (relationship.isBlank()) {
            faults.put("relationship", "Say what they are to the patient.");
        }
        if (!start.isEmpty() && !end.isEmpty() && end.compareTo(start) < 0) {
            faults.put("end", "It ends before it begins.");
        }
        return faults;
    }

    static Relative of(JsonObject person) {
        JsonObject name = person.objects("name").stream().findFirst().orElse(JsonObject.EMPTY);
        JsonObject period = Objects.requireNonNullElse(person.object("period"), JsonObject.EMPTY);
        String words = text(name, "text");
        String whole = name.list("given").stream().map(Object::toString).reduce("", (one, two) -> one + two + " ")
                + text(name, "family");
        JsonObject relationship =
                person.objects("relationship").stream().findFirst().orElse(JsonObject.EMPTY);
        return new Relative(
                words.isEmpty() ? whole.strip() : words,
                text(relationship, "text").isEmpty()
                        ? relationship.objects("coding").stream()
                                .map(coding -> text(coding, "display"))
                                .findFirst()
                                .orElse("")
                        : text(relationship, "text"),
                person.objects("telecom").stream()
                        .map(telecom -> text(telecom, "value"))
                        .findFirst()
                        .orElse(""),
                text(period, "start"),
                text(period, "end"));
    }

    JsonObject create(String patient) {
        JsonObject.Builder made = JsonObject.builder()
                .add("resourceType", "RelatedPerson")
                .add("active", JsonBoolean.TRUE)
                .add("patient", JsonObject.of("reference", new JsonString("Patient/" + patient)))
                .add("relationship", JsonArray.of(JsonObject.of("text", new JsonString(relationship))))
                .add("name", JsonArray.of(JsonObject.of("text", new JsonString(name))));
        if (!phone.isEmpty()) {
            made.add(
                    "telecom",
                    JsonArray.of(JsonObject.builder()
                            .add("system", "phone")
                            .add("value", phone)
                            .build()));
        }
        JsonObject period = JsonObject.builder()
                .addIfPresent("start", start.isEmpty() ? null : start)
                .addIfPresent("end", end.isEmpty() ? null : end)
                .build();
        return (period.size() == 0 ? made : made.add("period", period)).build();
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
