package org.throughline.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.throughline.app.bench.Client.Call;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;

/**
 * Makes up charts of a wanted size, spread over twenty years: of a thousand resources some 750 are results and vital signs, 50
 * visits, 40 procedures, 30 prescriptions; a dozen problems and drugs are active, however large the chart.
 */
record Charts(Client client, String clinician) {
    private static final int IN_A_BUNDLE = 5_000;
    private static final int AT_ONCE = 2;
    private static final int ACTIVE = 12;
    private static final LocalDate BEGINNING = LocalDate.of(2006, 1, 1);
    private static final int DAYS = 7_500;
    private static final List<String> TESTS = List.of(
            "2345-7|Glucose|mg/dL|70|140",
            "4548-4|Hemoglobin A1c|%|5|9",
            "2160-0|Creatinine|mg/dL|0.6|2",
            "2951-2|Sodium|mmol/L|132|148",
            "2823-3|Potassium|mmol/L|3.2|5.4",
            "718-7|Hemoglobin|g/dL|10|17",
            "6690-2|Leukocytes|10*3/uL|3|14",
            "777-3|Platelets|10*3/uL|120|420",
            "2093-3|Cholesterol|mg/dL|140|260",
            "3016-3|Thyrotropin|m[IU]/L|0.3|6");
    private static final List<String> PROBLEMS = List.of(
            "38341003|Hypertension",
            "44054006|Type 2 diabetes",
            "195967001|Asthma",
            "55822004|Hyperlipidemia",
            "396275006|Osteoarthritis",
            "35489007|Depressive disorder");
    private static final List<String> DRUGS = List.of(
            "Lisinopril 10 mg", "Metformin 500 mg", "Atorvastatin 20 mg", "Sertraline 50 mg", "Salbutamol inhaler");

    /** The Practitioner of the demonstration's physician. */
    static String clinician(Client client) throws IOException, InterruptedException {
        JsonObject found = JsonReader.readObject(
                client.send(Call.get("Practitioner?family=Rivera&given=Alex")).body());
        JsonObject physician = found.objects("entry").getFirst().object("resource");
        return String.valueOf(Objects.requireNonNull(physician).text("id"));
    }

    /** Makes charts, numbered from 1 behind the prefix; the Patients' ids. */
    List<String> make(String prefix, int count, int size) throws IOException, InterruptedException {
        List<String> ids = IntStream.rangeClosed(1, count)
                .mapToObj(number -> prefix + number)
                .toList();
        ConcurrentLinkedQueue<String> left = new ConcurrentLinkedQueue<>(ids);
        Crew.of(AT_ONCE, () -> {
            for (String id = left.poll(); id != null; id = left.poll()) {
                make(id, size);
            }
        });
        return ids;
    }

    private void make(String id, int size) throws IOException, InterruptedException {
        Random random = new Random(id.hashCode());
        client.send(put("Patient/" + id, """
                {"resourceType":"Patient","id":"%s","gender":"female","birthDate":"%s",\
                "name":[{"family":"%s","given":["Ada"]}]}""".formatted(id, BEGINNING.minusDays(random.nextInt(20_000)), family(id))));
        client.send(put("CareTeam/" + id, """
                {"resourceType":"CareTeam","id":"%s","status":"active","subject":{"reference":"Patient/%s"},\
                "participant":[{"member":{"reference":"Practitioner/%s"}}]}""".formatted(id, id, clinician)));
        List<String> entries = new ArrayList<>();
        for (int number = 2; number < size; number++) {
            entries.add(resource(number, "\"subject\":{\"reference\":\"Patient/" + id + "\"}", random));
            if (entries.size() == IN_A_BUNDLE || number == size - 1) {
                client.send(new Call("POST", "", bundle(entries)));
                entries.clear();
            }
        }
    }

    /** The family name of the patient with an id. */
    static String family(String id) {
        return "Bench" + id;
    }

    private static Call put(String target, String resource) {
        return new Call("PUT", target, resource.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bundle(List<String> resources) {
        StringBuilder bundle = new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[");
        String separator = "";
        for (String resource : resources) {
            bundle.append(separator)
                    .append("{\"request\":{\"method\":\"POST\",\"url\":\"")
                    .append(
                            resource,
                            "{\"resourceType\":\"".length(),
                            resource.indexOf('"', "{\"resourceType\":\"".length()))
                    .append("\"},\"resource\":")
                    .append(resource)
                    .append('}');
            separator = ",";
        }
        return bundle.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String resource(int number, String subject, Random random) {
        String at = BEGINNING.plusDays(random.nextInt(DAYS)) + "T" + (10 + random.nextInt(8)) + ":15:00Z";
        boolean active = number < ACTIVE * 100;
        return switch (number % 100) {
            case 0 -> coded("Condition", PROBLEMS, number, subject, """
                    ,"clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical",\
                    "code":"%s"}]},"category":[{"coding":[{"system":\
                    "http://terminology.hl7.org/CodeSystem/condition-category","code":"problem-list-item"}]}],\
                    "recordedDate":"%s\"""".formatted(active ? "active" : "resolved", at));
            case 1, 2, 3, 4, 5 -> """
                    {"resourceType":"Encounter","status":"finished","class":{"system":\
                    "http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"type":[{"text":"Visit %d"}],\
                    %s,"period":{"start":"%s","end":"%s"}}""".formatted(number, subject, at, at);
            case 6, 7, 8 ->
                """
                    {"resourceType":"MedicationRequest","status":"%s","intent":"order",\
                    "medicationCodeableConcept":{"text":"%s"},%s,"authoredOn":"%s",\
                    "dosageInstruction":[{"text":"1 tablet daily"}]}""".formatted(
                                active && number % 3 == 0 ? "active" : "completed",
                                DRUGS.get(number / 3 % DRUGS.size()),
                                subject,
                                at);
            case 9, 10, 11, 12 -> coded("Procedure", PROBLEMS, number, subject, """
                    ,"status":"completed","performedDateTime":"%s\"""".formatted(at));
            case 13, 14, 15, 16, 17 -> """
                    {"resourceType":"DiagnosticReport","status":"final","category":[{"coding":[{"system":\
                    "http://terminology.hl7.org/CodeSystem/v2-0074","code":"LAB"}]}],"code":{"text":"Panel %d"},\
                    %s,"effectiveDateTime":"%s","issued":"%s"}""".formatted(number % 7, subject, at, at);
            case 18, 19 -> """
                    {"resourceType":"DocumentReference","status":"current","type":{"text":"Letter"},%s,"date":"%s",\
                    "content":[{"attachment":{"contentType":"text/plain","title":"Letter %d","data":"TGV0dGVy"}}]}""".formatted(subject, at, number);
            case 20 -> """
                    {"resourceType":"Immunization","status":"completed","vaccineCode":{"text":"Influenza"},\
                    %s,"occurrenceDateTime":"%s"}""".formatted(subject.replace("subject", "patient"), at);
            case 21, 22, 23, 24, 25, 26, 27, 28, 29, 30 ->
                observation("vital-signs", "8867-4|Heart rate|/min|50|120", subject, at, random);
            default -> observation("laboratory", TESTS.get(number % TESTS.size()), subject, at, random);
        };
    }

    private static String coded(String type, List<String> codes, int number, String subject, String rest) {
        String[] code = codes.get(number / 100 % codes.size()).split("\\|", 2);
        return """
                {"resourceType":"%s","code":{"coding":[{"system":"http://snomed.info/sct","code":"%s"}],"text":"%s"},%s%s}""".formatted(type, code[0], code[1], subject, rest);
    }

    private static String observation(String category, String test, String subject, String at, Random random) {
        String[] part = test.split("\\|", 5);
        double low = Double.parseDouble(part[3]);
        double high = Double.parseDouble(part[4]);
        return """
                {"resourceType":"Observation","status":"final","category":[{"coding":[{"system":\
                "http://terminology.hl7.org/CodeSystem/observation-category","code":"%s"}]}],\
                "code":{"coding":[{"system":"http://loinc.org","code":"%s"}],"text":"%s"},%s,\
                "effectiveDateTime":"%s","issued":"%s","valueQuantity":{"value":%.1f,"unit":"%s",\
                "system":"http://unitsofmeasure.org","code":"%s"}}""".formatted(
                        category,
                        part[0],
                        part[1],
                        subject,
                        at,
                        at,
                        low + (high - low) * random.nextDouble(),
                        part[2],
                        part[2]);
    }
}
