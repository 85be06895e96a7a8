package org.throughline.app.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.throughline.app.bench.Client.Call;
import org.throughline.app.bench.Known.Person;

/**
 * A kind of request.
 *
 * @param name as the report shows it
 * @param atOnce how many clients ask
 * @param allPages whether next links are followed to the end
 * @param made ids of what the answers created are kept here, for a later kind to change
 * @param next the next request
 */
record Work(
        String name,
        int atOnce,
        boolean allPages,
        ConcurrentLinkedDeque<String> made,
        Function<RandomGenerator, Call> next) {

    private static final int READERS = 8;
    private static final int SEARCHERS = 4;
    private static final String LOINC = "http://loinc.org|";
    private static final String HEART_RATE = """
            {"resourceType":"Observation",ID"status":"final","category":[{"coding":[{"system":\
            "http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],\
            "code":{"coding":[{"system":"http://loinc.org","code":"8867-4","display":"Heart rate"}],"text":"Heart rate"},\
            "subject":{"reference":"Patient/PATIENT"},"effectiveDateTime":"2026-01-02T03:04:05+00:00",\
            "valueQuantity":{"value":RATE,"unit":"/min","system":"http://unitsofmeasure.org","code":"/min"}}""";

    /** Everything that is measured, in this order. */
    static List<Work> all(Known known) {
        ConcurrentLinkedDeque<String> made = new ConcurrentLinkedDeque<>();
        return List.of(
                read(
                        "read Patient",
                        random -> "Patient/" + patient(known, random).id()),
                read("read Observation", random -> "Observation/" + one(known.observations(), random)),
                search(
                        "s1 Patient family",
                        random ->
                                "Patient?family=" + value(patient(known, random).family())),
                search("s2 Patient name, birthdate", random -> byNameAndBirth(patient(known, random))),
                ofPatient(
                        "s3 Observation laboratory by date",
                        "Observation",
                        "&category=laboratory&_sort=-date&_count=50",
                        known),
                ofPatient("s4 Observation code", "Observation", "&code=" + value(LOINC + "4548-4"), known),
                ofPatient("s5 Condition active", "Condition", "&clinical-status=active", known),
                ofPatient("s6 Encounter, practitioners", "Encounter", "&_include=Encounter:practitioner", known),
                search(
                        "s7 Patient _has Condition",
                        random -> "Patient?_has:Condition:patient:code=" + value("http://snomed.info/sct|44054006")),
                ofPatient(
                        "s8 MedicationRequest active",
                        "MedicationRequest",
                        "&status=active&_include=MedicationRequest:medication",
                        known),
                search("s9 Observation code, value", random -> quantity("8480-6", "gt140")),
                search("x9a Observation A1c > 6.5", random -> quantity("4548-4", "gt6.5")),
                search(
                        "x9b component-code-value",
                        random -> "Observation?component-code-value-quantity=" + value(LOINC + "8480-6$gt140")
                                + "&_count=50"),
                search("x9c combo-code", random -> "Observation?combo-code=" + value(LOINC + "8480-6") + "&_count=50"),
                search("Observation _summary=count", random -> "Observation?_summary=count"),
                new Work(
                        "$everything, all pages",
                        1,
                        true,
                        made,
                        random -> Call.get("Patient/" + patient(known, random).id() + "/$everything?_count=1000")),
                new Work(
                        "POST Observation",
                        READERS,
                        false,
                        made,
                        random -> new Call("POST", "Observation", heartRate("", known, random))),
                new Work("PUT Observation", READERS, false, made, random -> change(made, known, random)));
    }

    private static Work read(String name, Function<RandomGenerator, String> target) {
        return new Work(name, READERS, false, new ConcurrentLinkedDeque<>(), target.andThen(Call::get));
    }

    private static Work search(String name, Function<RandomGenerator, String> target) {
        return new Work(name, SEARCHERS, false, new ConcurrentLinkedDeque<>(), target.andThen(Call::get));
    }

    private static Work ofPatient(String name, String type, String rest, Known known) {
        return search(
                name, random -> type + "?patient=" + patient(known, random).id() + rest);
    }

    private static String byNameAndBirth(Person person) {
        String prefix = person.given().substring(0, Math.min(3, person.given().length()));
        int year = Integer.parseInt(person.birthDate().substring(0, 4)) - 1;
        return "Patient?name=" + value(prefix) + "&birthdate=ge" + year + "-01-01";
    }

    private static String quantity(String loinc, String bound) {
        return "Observation?code=" + value(LOINC + loinc) + "&value-quantity=" + bound + "&_count=50";
    }

    /** A new version of one that was made before; each is taken in turn, so that two clients do not meet. */
    private static Call change(ConcurrentLinkedDeque<String> made, Known known, RandomGenerator random) {
        String id = made.removeFirst();
        made.addLast(id);
        return new Call("PUT", "Observation/" + id, heartRate("\"id\":\"" + id + "\",", known, random));
    }

    private static byte[] heartRate(String id, Known known, RandomGenerator random) {
        return HEART_RATE
                .replace("ID", id)
                .replace("PATIENT", patient(known, random).id())
                .replace("RATE", String.valueOf(random.nextInt(50, 150)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Person patient(Known known, RandomGenerator random) {
        return one(known.patients(), random);
    }

    private static <T> T one(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String value(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
