package org.throughline.care.immunization;

import java.util.List;
import org.throughline.care.Parts;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.DoseAnswer;
import org.throughline.immunization.answer.GroupAnswer;

/**
 * Whether doses count, as ImmunizationEvaluations: one of each dose for each disease of the best series. Pure.
 *
 * @see <a href="https://hl7.org/fhir/R4/immunizationevaluation.html">ImmunizationEvaluation</a>
 */
final class EvaluationResource {
    private static final String STATUS = "http://terminology.hl7.org/CodeSystem/immunization-evaluation-dose-status";

    private EvaluationResource() {}

    static List<JsonObject> of(JsonObject patient, Assessment.Forecast forecast) {
        return forecast.groups().stream()
                .flatMap(group -> group.doses().stream().map(dose -> of(patient, forecast, group, dose)))
                .distinct()
                .toList();
    }

    private static JsonObject of(JsonObject patient, Assessment.Forecast forecast, GroupAnswer group, DoseAnswer dose) {
        boolean counts = dose.status() == DoseAnswer.Status.VALID;
        List<Json> reasons = dose.reasons().stream()
                .<Json>map(each -> JsonObject.of("text", new JsonString(each.words())))
                .toList();
        JsonObject.Builder made = JsonObject.builder()
                .add("resourceType", "ImmunizationEvaluation")
                .add("status", "completed")
                .add("patient", patient)
                .add("date", forecast.on().toString())
                .add("targetDisease", JsonObject.of("text", new JsonString(dose.antigen())))
                .add("immunizationEvent", Author.reference(dose.shot().id(), group.group()))
                .add("doseStatus", Parts.concept(STATUS, counts ? "valid" : "notvalid", words(dose.status())))
                .addIfPresent("doseStatusReason", reasons.isEmpty() ? null : new JsonArray(reasons))
                .add("series", new JsonString(dose.series()));
        if (dose.target() > 0) {
            made.add("doseNumberPositiveInt", JsonNumber.of(dose.target()));
        }
        return made.build();
    }

    private static String words(DoseAnswer.Status status) {
        return switch (status) {
            case VALID -> "Valid";
            case NOT_VALID -> "Not valid";
            case EXTRANEOUS -> "Beyond the series";
            case SUBSTANDARD -> "Substandard";
        };
    }
}
