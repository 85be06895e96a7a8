package org.throughline.care.registration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/** A Registration as a Patient resource and back. What a form does not know stays as it is. Pure. */
final class PatientResource {
    private static final String CORE = "http://hl7.org/fhir/us/core/StructureDefinition/";
    private static final String RACE = CORE + "us-core-race";
    private static final String ETHNICITY = CORE + "us-core-ethnicity";
    private static final String BIRTH_SEX = CORE + "us-core-birthsex";
    private static final String GENDER_IDENTITY = CORE + "us-core-genderIdentity";
    private static final String PRONOUNS = "http://hl7.org/fhir/StructureDefinition/individual-pronouns";
    private static final String INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired";
    private static final String OMB = "urn:oid:2.16.840.1.113883.6.238";
    private static final String RELATION = "http://terminology.hl7.org/CodeSystem/v2-0131";

    private PatientResource() {}

    static Registration read(JsonObject patient) {
        JsonObject name = first(patient, "name", each -> !isUsed(each) && !isEarlier(each));
        JsonObject address = first(patient, "address", each -> true);
        JsonObject contact = first(patient, "contact", each -> true);
        JsonObject language = first(patient, "communication", each -> true);
        return new Registration(
                given(name),
                text(name, "family"),
                given(first(patient, "name", PatientResource::isUsed)),
                text(first(patient, "name", PatientResource::isEarlier), "family"),
                text(patient, "birthDate"),
                text(patient, "gender"),
                extension(patient, BIRTH_SEX)
                        .map(each -> text(each, "valueCode"))
                        .orElse(""),
                concept(patient, GENDER_IDENTITY),
                concept(patient, PRONOUNS),
                races(patient),
                extension(patient, ETHNICITY)
                        .flatMap(each -> codes(each).findFirst())
                        .orElse(""),
                language(language),
                extension(patient, INTERPRETER)
                        .map(each -> each.get("valueBoolean") == JsonBoolean.TRUE)
                        .orElse(false),
                telecom(patient, "phone", true),
                telecom(patient, "phone", false),
                telecom(patient, "email", false),
                new Registration.Address(
                        address.list("line").stream().map(Json::toString).collect(Collectors.joining(", ")),
                        text(address, "city"),
                        text(address, "state"),
                        text(address, "postalCode")),
                new Registration.Contact(
                        text(object(contact, "name"), "text").isEmpty()
                                ? (given(object(contact, "name")) + " " + text(object(contact, "name"), "family"))
                                        .strip()
                                : text(object(contact, "name"), "text"),
                        text(first(contact, "relationship", each -> true), "text"),
                        text(first(contact, "telecom", each -> true), "value")));
    }

    /** The Patient with what the form holds in place of what it said of that. */
    static JsonObject write(JsonObject patient, Registration to) {
        Registration from = read(patient);
        JsonObject changed = names(patient, from, to);
        changed = set(changed, "birthDate", from.birthDate(), to.birthDate());
        changed = set(changed, "gender", from.sex(), to.sex());
        changed = extensions(changed, from, to);
        changed = telecoms(changed, from, to);
        if (!to.address().equals(from.address())) {
            changed = replaceFirst(changed, "address", address(to.address()));
        }
        if (!to.language().equals(from.language())) {
            changed = replaceFirst(changed, "communication", communication(to.language()));
        }
        return to.contact().equals(from.contact()) ? changed : replaceFirst(changed, "contact", contact(to.contact()));
    }

    private static JsonObject names(JsonObject patient, Registration from, Registration to) {
        List<Json> names = new ArrayList<>();
        boolean own = !to.given().equals(from.given()) || !to.family().equals(from.family());
        boolean aside = !to.used().equals(from.used()) || !to.earlier().equals(from.earlier());
        if (!own && !aside) {
            return patient;
        }
        boolean found = false;
        for (JsonObject name : patient.objects("name")) {
            if (isUsed(name) || isEarlier(name)) {
                if (!aside) {
                    names.add(name);
                }
            } else if (!found) {
                found = true;
                names.add(own ? named(name.without("text"), to.given(), to.family()) : name);
            } else {
                names.add(name);
            }
        }
        if (!found) {
            names.addFirst(named(JsonObject.of("use", new JsonString("official")), to.given(), to.family()));
        }
        if (aside && !to.used().isEmpty()) {
            names.add(named(JsonObject.of("use", new JsonString("usual")), to.used(), to.family()));
        }
        if (aside && !to.earlier().isEmpty()) {
            names.add(named(JsonObject.of("use", new JsonString("old")), to.given(), to.earlier()));
        }
        return patient.with("name", new JsonArray(names));
    }

    private static JsonObject named(JsonObject name, String given, String family) {
        JsonObject changed = name.with("family", new JsonString(family)).without("given");
        List<Json> all = Arrays.stream(given.strip().split("\\s+", -1))
                .filter(each -> !each.isEmpty())
                .<Json>map(JsonString::new)
                .toList();
        return all.isEmpty() ? changed : changed.with("given", new JsonArray(all));
    }

    private static JsonObject extensions(JsonObject patient, Registration from, Registration to) {
        List<Json> all = new ArrayList<>(patient.list("extension"));
        replace(all, RACE, !to.races().equals(from.races()), to.races().isEmpty() ? null : omb(RACE, to.races()));
        replace(
                all,
                ETHNICITY,
                !to.ethnicity().equals(from.ethnicity()),
                to.ethnicity().isEmpty() ? null : omb(ETHNICITY, Set.of(to.ethnicity())));
        replace(
                all,
                BIRTH_SEX,
                !to.birthSex().equals(from.birthSex()),
                to.birthSex().isEmpty() ? null : value(BIRTH_SEX, "valueCode", new JsonString(to.birthSex())));
        replace(all, GENDER_IDENTITY, !to.gender().equals(from.gender()), words(GENDER_IDENTITY, to.gender()));
        replace(all, PRONOUNS, !to.pronouns().equals(from.pronouns()), words(PRONOUNS, to.pronouns()));
        replace(
                all,
                INTERPRETER,
                to.interpreter() != from.interpreter(),
                to.interpreter() ? value(INTERPRETER, "valueBoolean", JsonBoolean.TRUE) : null);
        return all.isEmpty() ? patient.without("extension") : patient.with("extension", new JsonArray(all));
    }

    private static void replace(List<Json> all, String url, boolean changes, @Nullable JsonObject extension) {
        if (!changes) {
            return;
        }
        all.removeIf(each -> each instanceof JsonObject object && url.equals(object.text("url")));
        if (extension != null) {
            all.add(extension);
        }
    }

    private static JsonObject omb(String url, Set<String> codes) {
        List<Choice> choices = url.equals(RACE) ? Registration.RACES : Registration.ETHNICITIES;
        List<Choice> chosen =
                choices.stream().filter(choice -> codes.contains(choice.code())).toList();
        List<Json> parts = new ArrayList<>();
        for (Choice choice : chosen) {
            JsonObject coding = JsonObject.builder()
                    .add("system", OMB)
                    .add("code", choice.code())
                    .add("display", choice.words())
                    .build();
            parts.add(value("ombCategory", "valueCoding", coding));
        }
        String words = chosen.stream().map(Choice::words).collect(Collectors.joining(", "));
        parts.add(value("text", "valueString", new JsonString(words)));
        return JsonObject.builder()
                .add("url", url)
                .add("extension", new JsonArray(parts))
                .build();
    }

    private static @Nullable JsonObject words(String url, String text) {
        return text.isEmpty() ? null : value(url, "valueCodeableConcept", JsonObject.of("text", new JsonString(text)));
    }

    private static JsonObject value(String url, String name, Json value) {
        return JsonObject.builder().add("url", url).add(name, value).build();
    }

    private static JsonObject telecoms(JsonObject patient, Registration from, Registration to) {
        if (from.mobile().equals(to.mobile())
                && from.phone().equals(to.phone())
                && from.email().equals(to.email())) {
            return patient;
        }
        List<Json> all = new ArrayList<>(patient.list("telecom"));
        telecom(all, "phone", true, from.mobile(), to.mobile());
        telecom(all, "phone", false, from.phone(), to.phone());
        telecom(all, "email", false, from.email(), to.email());
        return all.isEmpty() ? patient.without("telecom") : patient.with("telecom", new JsonArray(all));
    }

    private static void telecom(List<Json> all, String system, boolean mobile, String from, String to) {
        if (from.equals(to)) {
            return;
        }
        all.removeIf(each -> each instanceof JsonObject telecom
                && system.equals(telecom.text("system"))
                && "mobile".equals(telecom.text("use")) == mobile
                && from.equals(telecom.text("value")));
        if (!to.isEmpty()) {
            all.add(JsonObject.builder()
                    .add("system", system)
                    .add("value", to)
                    .add("use", mobile ? "mobile" : "home")
                    .build());
        }
    }

    private static JsonObject address(Registration.Address address) {
        return JsonObject.builder()
                .addIfPresent("line", address.line().isEmpty() ? null : JsonArray.of(new JsonString(address.line())))
                .addIfPresent("city", orNull(address.city()))
                .addIfPresent("state", orNull(address.state()))
                .addIfPresent("postalCode", orNull(address.postalCode()))
                .build();
    }

    private static JsonObject communication(String language) {
        if (language.isEmpty()) {
            return JsonObject.EMPTY;
        }
        JsonObject coding = JsonObject.builder()
                .add("system", "urn:ietf:bcp:47")
                .add("code", language)
                .build();
        return JsonObject.builder()
                .add("language", JsonObject.of("coding", JsonArray.of(coding)))
                .add("preferred", JsonBoolean.TRUE)
                .build();
    }

    private static JsonObject contact(Registration.Contact contact) {
        if (contact.name().isEmpty()) {
            return JsonObject.EMPTY;
        }
        JsonObject emergency = JsonObject.builder()
                .add("system", RELATION)
                .add("code", "C")
                .add("display", "Emergency Contact")
                .build();
        JsonObject relationship = JsonObject.builder()
                .add("coding", JsonArray.of(emergency))
                .addIfPresent("text", orNull(contact.relation()))
                .build();
        JsonObject phone = JsonObject.builder()
                .add("system", "phone")
                .add("value", contact.phone())
                .build();
        return JsonObject.builder()
                .add("relationship", JsonArray.of(relationship))
                .add("name", JsonObject.of("text", new JsonString(contact.name())))
                .addIfPresent("telecom", contact.phone().isEmpty() ? null : JsonArray.of(phone))
                .build();
    }

    /** Puts an element in the place of the first of a list; an empty one only takes it away. */
    private static JsonObject replaceFirst(JsonObject patient, String list, JsonObject element) {
        List<Json> all = new ArrayList<>(patient.list(list));
        if (!all.isEmpty()) {
            all.removeFirst();
        }
        if (element.size() > 0) {
            all.addFirst(element);
        }
        return all.isEmpty() ? patient.without(list) : patient.with(list, new JsonArray(all));
    }

    private static JsonObject set(JsonObject patient, String name, String from, String to) {
        if (from.equals(to)) {
            return patient;
        }
        return to.isEmpty() ? patient.without(name) : patient.with(name, new JsonString(to));
    }

    private static boolean isUsed(JsonObject name) {
        return "usual".equals(name.text("use")) || "nickname".equals(name.text("use"));
    }

    private static boolean isEarlier(JsonObject name) {
        return "old".equals(name.text("use")) || "maiden".equals(name.text("use"));
    }

    private static String given(JsonObject name) {
        return name.list("given").stream().map(Json::toString).collect(Collectors.joining(" "));
    }

    private static String telecom(JsonObject patient, String system, boolean mobile) {
        return patient.objects("telecom").stream()
                .filter(telecom -> system.equals(telecom.text("system")))
                .filter(telecom -> "mobile".equals(telecom.text("use")) == mobile)
                .map(telecom -> text(telecom, "value"))
                .findFirst()
                .orElse("");
    }

    private static Set<String> races(JsonObject patient) {
        return extension(patient, RACE)
                .map(race -> codes(race).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private static Stream<String> codes(JsonObject extension) {
        return extension.objects("extension").stream()
                .filter(part -> "ombCategory".equals(part.text("url")))
                .map(part -> text(object(part, "valueCoding"), "code"))
                .filter(code -> !code.isEmpty());
    }

    private static String concept(JsonObject patient, String url) {
        return extension(patient, url)
                .map(each -> object(each, "valueCodeableConcept"))
                .map(concept -> text(concept, "text").isEmpty()
                        ? text(first(concept, "coding", each -> true), "display")
                        : text(concept, "text"))
                .orElse("");
    }

    private static Optional<JsonObject> extension(JsonObject patient, String url) {
        return patient.objects("extension").stream()
                .filter(each -> url.equals(each.text("url")))
                .findFirst();
    }

    /** The language without its region, as the form offers them; as it is when the form does not. */
    private static String language(JsonObject communication) {
        String code = text(first(object(communication, "language"), "coding", each -> true), "code");
        String plain = code.split("-", -1)[0];
        return Registration.LANGUAGES.stream().anyMatch(choice -> choice.code().equals(plain)) ? plain : "";
    }

    private static JsonObject first(JsonObject object, String list, Predicate<JsonObject> of) {
        return object.objects(list).stream().filter(of).findFirst().orElse(JsonObject.EMPTY);
    }

    private static JsonObject object(JsonObject object, String name) {
        JsonObject inner = object.object(name);
        return inner == null ? JsonObject.EMPTY : inner;
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
