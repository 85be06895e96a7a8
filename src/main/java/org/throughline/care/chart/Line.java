package org.throughline.care.chart;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.fhir.json.JsonObject;

/**
 * An entry of a chart in one line.
 *
 * @param what it is: a problem, a drug, a test
 * @param detail what is said of it: how a drug is taken, a value with its unit; empty for nothing
 * @param date when, as FHIR has it; empty when not known
 * @param flag of a value: {@code high}, {@code critically low}; empty for none
 */
public record Line(String what, String detail, String date, String flag) {
    private static final Set<String> ENDED = Set.of("resolved", "inactive", "remission");

    /**
     * The line of a resource.
     *
     * @param referred resources that it refers to, by their references, where they are at hand
     */
    public static Line of(JsonObject resource, Map<String, JsonObject> referred) {
        return switch (Concepts.or(resource.text("resourceType"), "")) {
            case "Condition" -> problem(resource);
            case "MedicationRequest" -> medication(resource, referred);
            case "AllergyIntolerance" -> allergy(resource);
            case "Observation" -> observation(resource);
            default ->
                new Line(
                        Stream.of("code", "vaccineCode", "type")
                                .map(name -> Concepts.words(resource.object(name)))
                                .filter(words -> !words.isEmpty())
                                .findFirst()
                                .orElse(Concepts.or(resource.text("resourceType"), "")),
                        "",
                        Concepts.firstText(resource, "occurrenceDateTime", "performedDateTime", "date"),
                        "");
        };
    }

    /** A CodeableConcept in the words of the clinic; empty when it has none. */
    public static String words(JsonObject concept) {
        return Concepts.words(concept);
    }

    private static Line problem(JsonObject condition) {
        JsonObject status = condition.object("clinicalStatus");
        String ended = ENDED.stream()
                .filter(code -> Concepts.has(status, code))
                .findFirst()
                .orElse("");
        return new Line(
                Concepts.words(condition.object("code")),
                ended.equals("remission") ? "in remission" : ended,
                Concepts.firstText(condition, "onsetDateTime", "recordedDate"),
                "");
    }

    private static Line medication(JsonObject request, Map<String, JsonObject> referred) {
        Medication medication = ChartBuilder.medication(request, referred, null);
        String sig = medication.sig();
        String stopped = medication.active() ? "" : Concepts.or(request.text("status"), "");
        return new Line(
                medication.name().isEmpty() ? "Medication that is not named" : medication.name(),
                Stream.of(sig, stopped).filter(text -> !text.isEmpty()).collect(Collectors.joining(", ")),
                medication.since(),
                "");
    }

    private static Line allergy(JsonObject allergy) {
        String reactions = allergy.objects("reaction").stream()
                .flatMap(reaction -> reaction.objects("manifestation").stream())
                .map(Concepts::words)
                .distinct()
                .collect(Collectors.joining(", "));
        return new Line(
                Concepts.words(allergy.object("code")),
                reactions,
                Concepts.firstText(allergy, "onsetDateTime", "recordedDate"),
                "high".equals(allergy.text("criticality")) ? "can be severe" : "");
    }

    private static Line observation(JsonObject observation) {
        List<JsonObject> components = observation.objects("component");
        String detail = components.isEmpty()
                ? value(observation)
                : components.stream()
                        .map(component -> Concepts.words(component.object("code")) + " " + value(component))
                        .collect(Collectors.joining(", "));
        return new Line(
                Concepts.words(observation.object("code")),
                detail,
                Concepts.firstText(observation, "effectiveDateTime", "effectiveInstant", "issued"),
                ResultReader.flag(observation).words());
    }

    private static String value(JsonObject observation) {
        String unit = ResultReader.unit(observation);
        String value = Numbers.shown(ResultReader.value(observation));
        return unit.isEmpty() ? value : value + " " + unit;
    }
}
