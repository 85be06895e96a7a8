package org.throughline.care.result;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.Flag;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Range;

/**
 * Reports and their values as they lie in the record. Pure.
 *
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-diagnosticreport-lab.html">the report</a>
 * @see <a href="https://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-observation-lab.html">the value</a>
 */
final class ReportResource {
    private static final String PROFILES = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";
    private static final String INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

    private ReportResource() {}

    /** A report of values that are written with it, by their full URLs. */
    static JsonObject report(
            String patient, NewReport wanted, List<String> values, @Nullable Author author, Instant now) {
        JsonObject.Builder report = JsonObject.builder()
                .add("resourceType", "DiagnosticReport")
                .add("meta", profile("diagnosticreport-lab"));
        DoneHere here = wanted.here();
        if (here != null) {
            report.add("extension", JsonArray.of(here.extension()));
        }
        wanted.asked().ifPresent(order -> report.add("basedOn", references(order)));
        report.add("status", wanted.whole() ? "final" : "partial")
                .add(
                        "category",
                        JsonArray.of(Concept.of("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB", "Laboratory")))
                .add("code", concept(wanted.panel()))
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add("effectiveDateTime", time(wanted.taken()))
                .add("issued", time(now));
        if (author != null) {
            report.add("performer", JsonArray.of(author.json()));
        }
        wanted.interpreter().ifPresent(who -> report.add("resultsInterpreter", JsonArray.of(who)));
        if (!values.isEmpty()) {
            report.add("result", references(values.toArray(String[]::new)));
        }
        String conclusion = wanted.told().conclusion().strip();
        report.addIfPresent("conclusion", conclusion.isEmpty() ? null : conclusion);
        if (!wanted.told().findings().isBlank()) {
            report.add("presentedForm", JsonArray.of(Narrative.form(wanted.told())));
        }
        return report.build();
    }

    /** A value. */
    static JsonObject observation(
            String patient,
            NewReport wanted,
            NewReport.Value value,
            Optional<Range> range,
            @Nullable Author author,
            Instant now) {
        Lab lab = value.lab();
        JsonObject.Builder observation =
                JsonObject.builder().add("resourceType", "Observation").add("meta", profile("observation-lab"));
        wanted.asked().ifPresent(order -> observation.add("basedOn", references(order)));
        observation
                .add("status", "final")
                .add(
                        "category",
                        JsonArray.of(Concept.of(
                                "http://terminology.hl7.org/CodeSystem/observation-category",
                                "laboratory",
                                "Laboratory")))
                .add("code", concept(lab))
                .add("subject", Author.reference("Patient/" + patient, ""))
                .add("effectiveDateTime", time(wanted.taken()))
                .add("issued", time(now));
        if (author != null) {
            observation.add("performer", JsonArray.of(author.json()));
        }
        return said(observation.build(), value, range);
    }

    /** An Observation that says this value and nothing of the one before. */
    static JsonObject said(JsonObject observation, NewReport.Value value, Optional<Range> range) {
        JsonObject bare = observation
                .without("valueQuantity")
                .without("valueString")
                .without("valueCodeableConcept")
                .without("interpretation")
                .without("note")
                .without("referenceRange");
        JsonObject.Builder said = JsonObject.builder().addAll(bare);
        String unit = value.lab().unit();
        switch (value.typed()) {
            case Typed.Amount amount when unit != null -> said.add("valueQuantity", amount.quantity(unit));
            case Typed.Words words -> said.add("valueString", words.text());
            default -> {}
        }
        Flags.of(value.lab(), value.typed(), range).ifPresent(flag -> said.add("interpretation", interpretation(flag)));
        if (!value.comment().isBlank()) {
            said.add(
                    "note",
                    JsonArray.of(
                            JsonObject.of("text", new JsonString(value.comment().strip()))));
        }
        if (unit != null) {
            range.flatMap(each -> referenceRange(each, unit))
                    .ifPresent(each -> said.add("referenceRange", JsonArray.of(each)));
        }
        return said.build();
    }

    private static Json interpretation(Flag flag) {
        return JsonArray.of(Concept.of(INTERPRETATION, flag.code(), flag.title()));
    }

    private static Optional<JsonObject> referenceRange(Range range, String unit) {
        if (range.low() == null && range.high() == null) {
            return Optional.empty();
        }
        JsonObject.Builder made = JsonObject.builder();
        if (range.low() != null) {
            made.add("low", quantity(range.low().toPlainString(), unit));
        }
        if (range.high() != null) {
            made.add("high", quantity(range.high().toPlainString(), unit));
        }
        return Optional.of(made.add("text", range.text()).build());
    }

    private static JsonObject quantity(String literal, String unit) {
        return JsonObject.builder()
                .add("value", new JsonNumber(literal))
                .add("unit", UcumWords.of(unit))
                .add("system", "http://unitsofmeasure.org")
                .add("code", unit)
                .build();
    }

    private static JsonObject concept(Lab lab) {
        List<Coding> codings = new ArrayList<>();
        lab.loinc().ifPresent(codings::add);
        return new Concept(lab.name(), codings).json();
    }

    private static JsonObject profile(String name) {
        return JsonObject.of("profile", JsonArray.of(new JsonString(PROFILES + name)));
    }

    static JsonArray references(String... to) {
        List<Json> references = new ArrayList<>();
        for (String each : to) {
            references.add(Author.reference(each, ""));
        }
        return new JsonArray(references);
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
