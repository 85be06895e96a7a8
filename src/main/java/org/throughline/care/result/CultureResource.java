package org.throughline.care.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Intent;
import org.throughline.terminology.lab.Flag;
import org.throughline.terminology.lab.Lab;

/**
 * A culture as it lies in the record: a report with an Observation for each organism, which has one for each antibiotic as its
 * members. Pure.
 *
 * @param patient the Patient's id
 * @param label the security label that all of it carries; null for none
 */
record CultureResource(
        String patient,
        NewCulture wanted,
        @Nullable Author author,
        Instant now,
        @Nullable JsonObject label) {
    private static final String SERVICES = "http://terminology.hl7.org/CodeSystem/v2-0074";
    private static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
    private static final String SAME = "urn:uuid:00000000-0000-4000-b000-";

    /** What is to be written beside the report. */
    record Written(List<String> results, List<Intent> intents) {}

    /** The Observations of all organisms, or the one that says that there is none. */
    Written values() {
        List<String> results = new ArrayList<>();
        List<Intent> intents = new ArrayList<>();
        if (wanted.isolates().isEmpty()) {
            results.add(add(intents, none()));
        }
        for (NewCulture.Isolate isolate : wanted.isolates()) {
            List<String> members = new ArrayList<>();
            isolate.tested().forEach(each -> members.add(add(intents, tested(each))));
            results.add(add(intents, organism(isolate, members)));
        }
        return new Written(results, intents);
    }

    private static String add(List<Intent> intents, JsonObject observation) {
        String url = SAME + String.format("%012d", intents.size());
        intents.add(new Intent.Create("Observation", () -> observation, null, url));
        return url;
    }

    /** The report, which is new. */
    JsonObject report(List<String> results) {
        JsonObject.Builder report = JsonObject.builder()
                .add("resourceType", "DiagnosticReport")
                .add("status", stage())
                .add(
                        "category",
                        JsonArray.of(
                                Concept.of(SERVICES, "LAB", "Laboratory"), Concept.of(SERVICES, "MB", "Microbiology")))
                .add("code", code())
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add("effectiveDateTime", ReportResource.time(wanted.taken()))
                .add("issued", ReportResource.time(now));
        Order order = wanted.order();
        if (order != null) {
            report.add("basedOn", ReportResource.references("ServiceRequest/" + order.id()));
            if (order.hasRequester()) {
                report.add("resultsInterpreter", JsonArray.of(order.requester()));
            }
        }
        if (author != null) {
            report.add("performer", JsonArray.of(author.json()));
        }
        return said(report.build(), results);
    }

    /** A report that says this now. */
    JsonObject said(JsonObject report, List<String> results) {
        JsonObject said = report.without("conclusion")
                .with("specimen", specimens())
                .with("result", ReportResource.references(results.toArray(String[]::new)));
        String comment = wanted.comment().strip();
        return comment.isEmpty() ? said : said.with("conclusion", new JsonString(comment));
    }

    String stage() {
        return wanted.whole() ? "final" : "preliminary";
    }

    private JsonArray specimens() {
        return JsonArray.of(JsonObject.of("display", new JsonString(wanted.specimen())));
    }

    private JsonObject code() {
        Lab test = wanted.test();
        return new Concept(test.name(), test.loinc().stream().toList()).json();
    }

    private JsonObject.Builder observation(JsonObject code) {
        JsonObject.Builder observation = JsonObject.builder().add("resourceType", "Observation");
        if (label != null) {
            observation.add("meta", JsonObject.of("security", JsonArray.of(label)));
        }
        observation
                .add("status", stage())
                .add("category", JsonArray.of(Concept.of(CATEGORIES, "laboratory", "Laboratory")))
                .add("code", code)
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add("effectiveDateTime", ReportResource.time(wanted.taken()))
                .add("issued", ReportResource.time(now));
        return author == null ? observation : observation.add("performer", JsonArray.of(author.json()));
    }

    private JsonObject none() {
        JsonObject.Builder none =
                observation(code()).add("valueString", wanted.outcome().strip());
        if (wanted.critical()) {
            none.add("interpretation", interpretation(Flag.CRITICAL.code(), Flag.CRITICAL.title()));
        } else {
            wanted.test()
                    .flag(wanted.outcome())
                    .ifPresent(flag -> none.add("interpretation", interpretation(flag.code(), flag.title())));
        }
        return none.build();
    }

    private JsonObject organism(NewCulture.Isolate isolate, List<String> members) {
        Flag flag = wanted.critical() ? Flag.CRITICAL : Flag.ABNORMAL;
        JsonObject.Builder organism = observation(code())
                .add(
                        "valueCodeableConcept",
                        new Concept(
                                        isolate.organism().name(),
                                        isolate.organism().coding().stream().toList())
                                .json())
                .add("interpretation", interpretation(flag.code(), flag.title()));
        if (!members.isEmpty()) {
            organism.add("hasMember", ReportResource.references(members.toArray(String[]::new)));
        }
        if (!isolate.quantity().isBlank()) {
            organism.add(
                    "component",
                    JsonArray.of(JsonObject.builder()
                            .add("code", JsonObject.of("text", new JsonString("Quantity")))
                            .add("valueString", isolate.quantity().strip())
                            .build()));
        }
        return organism.build();
    }

    private JsonObject tested(NewCulture.Tested tested) {
        Concept antibiotic = new Concept(
                tested.antibiotic().name(),
                tested.antibiotic().coding().stream().toList());
        JsonObject.Builder made = observation(antibiotic.json());
        if (!tested.value().isEmpty()) {
            made.add(
                    "valueQuantity",
                    JsonObject.builder()
                            .add("value", new JsonNumber(tested.value()))
                            .addIfPresent("comparator", tested.comparator().isEmpty() ? null : tested.comparator())
                            .add("unit", tested.zone() ? "mm" : "µg/mL")
                            .add("system", "http://unitsofmeasure.org")
                            .add("code", tested.zone() ? "mm" : "ug/mL")
                            .build());
        }
        String words = tested.judged().words();
        return made.add("interpretation", interpretation(tested.judged().code(), words))
                .build();
    }

    private static Json interpretation(String code, String words) {
        return JsonArray.of(Concept.of(INTERPRETATION, code, words));
    }
}
