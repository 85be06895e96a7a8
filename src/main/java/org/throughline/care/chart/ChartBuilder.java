package org.throughline.care.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.medication.DosageWords;
import org.throughline.care.medication.Dosages;
import org.throughline.care.medication.DrugReader;
import org.throughline.care.medication.Origin;
import org.throughline.care.medication.Statements;
import org.throughline.fhir.json.JsonObject;

/** Reads resources into the rows of a chart. Pure. */
final class ChartBuilder {
    private static final Set<String> UNDER_WAY = Set.of("arrived", "triaged", "in-progress", "onleave");

    /** How long a FHIR date of a day is. */
    private static final int DAY = 10;

    private ChartBuilder() {}

    static List<Problem> problems(List<JsonObject> conditions) {
        List<Problem> problems = conditions.stream()
                .filter(condition -> !enteredInError(condition))
                .map(ChartBuilder::problem)
                .sorted(Comparator.comparing(Problem::active)
                        .thenComparing(Problem::from)
                        .reversed())
                .toList();
        return Folds.fold(
                problems,
                each -> each.active() + (each.code().isEmpty() ? each.name() : each.code()),
                Problem::remarks,
                Problem::with);
    }

    private static Problem problem(JsonObject condition) {
        JsonObject status = condition.object("clinicalStatus");
        boolean active =
                Concepts.has(status, "active") || Concepts.has(status, "recurrence") || Concepts.has(status, "relapse");
        return new Problem(
                Concepts.or(condition.text("id"), ""),
                Concepts.words(condition.object("code")),
                Concepts.any(condition.object("code")),
                active,
                Concepts.firstText(condition, "onsetDateTime"),
                Concepts.firstText(condition, "abatementDateTime"),
                Concepts.firstText(condition, "recordedDate"),
                Remarks.of(condition));
    }

    static boolean enteredInError(JsonObject resource) {
        return Concepts.has(resource.object("verificationStatus"), "entered-in-error")
                || "entered-in-error".equals(resource.text("status"));
    }

    /**
     * What is taken, or was: prescriptions with what was last said of them, and statements that are about none.
     *
     * @param referred resources that they refer to, by their references
     */
    static List<Medication> medications(
            List<JsonObject> requests, List<JsonObject> statements, Map<String, JsonObject> referred) {
        Map<String, JsonObject> said = Statements.newest(statements);
        Set<String> listed = requests.stream()
                .map(each -> "MedicationRequest/" + Parts.text(each, "id"))
                .collect(Collectors.toSet());
        Stream<JsonObject> beside = statements.stream()
                .filter(each -> !"not-taken".equals(each.text("status")))
                .filter(each -> Statements.about(each).stream().noneMatch(listed::contains));
        List<Medication> medications = Stream.concat(requests.stream(), beside)
                .filter(each -> !enteredInError(each))
                .map(each -> medication(each, referred, said.get("MedicationRequest/" + Parts.text(each, "id"))))
                .sorted(Comparator.comparing(Medication::active)
                        .thenComparing(Medication::since)
                        .reversed())
                .toList();
        return Folds.fold(
                medications,
                each -> String.join("\n", each.name(), each.sig(), Boolean.toString(each.active()), each.since()),
                Medication::remarks,
                Medication::with);
    }

    /** @param said the last statement about it; null when nothing was said */
    static Medication medication(JsonObject resource, Map<String, JsonObject> referred, @Nullable JsonObject said) {
        boolean statement = "MedicationStatement".equals(resource.text("resourceType"));
        JsonObject period = resource.object("effectivePeriod");
        String since = Concepts.firstText(resource, "authoredOn", "effectiveDateTime");
        return new Medication(
                Parts.text(resource, "id"),
                statement,
                Concepts.words(DrugReader.what(resource, referred).json()),
                DosageWords.of(Dosages.in(resource)),
                Statements.TAKEN.contains(Parts.text(resource, "status")),
                Concepts.display(resource.object(statement ? "informationSource" : "requester")),
                since.isEmpty() && period != null ? Parts.text(period, "start") : since,
                Remarks.of(resource),
                Origin.of(resource),
                said == null ? "" : Statements.said(said));
    }

    static List<Visit> visits(List<JsonObject> encounters) {
        return encounters.stream().map(ChartBuilder::visit).toList();
    }

    private static Visit visit(JsonObject encounter) {
        JsonObject participant = Concepts.first(encounter.objects("participant"));
        JsonObject location = Concepts.first(encounter.objects("location"));
        String place = Concepts.display(location == null ? null : location.object("location"));
        JsonObject period = encounter.object("period");
        String status = Concepts.or(encounter.text("status"), "");
        return new Visit(
                Concepts.or(encounter.text("id"), ""),
                Concepts.words(Concepts.first(encounter.objects("type"))),
                Concepts.words(Concepts.first(encounter.objects("reasonCode"))),
                Concepts.display(participant == null ? null : participant.object("individual")),
                place.isEmpty() ? Concepts.display(encounter.object("serviceProvider")) : place,
                period == null ? "" : Concepts.firstText(period, "start", "end"),
                UNDER_WAY.contains(status),
                Remarks.of(encounter));
    }

    static List<Immunization> immunizations(List<JsonObject> resources) {
        List<Immunization> given = resources.stream()
                .filter(resource -> "completed".equals(resource.text("status")))
                .map(resource -> new Immunization(
                        Concepts.or(resource.text("id"), ""),
                        Concepts.words(resource.object("vaccineCode")),
                        Concepts.any(resource.object("vaccineCode")),
                        Concepts.firstText(resource, "occurrenceDateTime", "occurrenceString"),
                        Remarks.of(resource)))
                .toList();
        return Folds.fold(
                given,
                each -> each.code().isEmpty() || each.date().length() < DAY
                        ? ""
                        : each.code() + each.date().substring(0, DAY),
                Immunization::remarks,
                Immunization::with);
    }
}
