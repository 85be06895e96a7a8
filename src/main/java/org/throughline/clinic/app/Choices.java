package org.throughline.clinic.app;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Filter;
import org.throughline.access.Grant;
import org.throughline.access.Scope;
import org.throughline.login.smart.app.ScopeList;

/**
 * What a person can choose among when an app asks for something. A scope over all types can be narrowed to single types,
 * one over observations or problems to their categories, as the ONC's criterion (g)(10) wants it.
 *
 * @param aboutPatient scopes over the record of the patient
 * @param aboutAll scopes over the records of all patients whom the person may see
 * @param beside the others: who the person is, how long access lasts
 */
public record Choices(List<Choice> aboutPatient, List<Choice> aboutAll, List<Choice> beside) {
    /** What US Core has of a patient. */
    private static final List<String> TYPES = List.of(
            "Patient",
            "AllergyIntolerance",
            "CarePlan",
            "CareTeam",
            "Condition",
            "Coverage",
            "Device",
            "DiagnosticReport",
            "DocumentReference",
            "Encounter",
            "Goal",
            "Immunization",
            "Location",
            "Media",
            "Medication",
            "MedicationDispense",
            "MedicationRequest",
            "Observation",
            "Organization",
            "Practitioner",
            "PractitionerRole",
            "Procedure",
            "Provenance",
            "QuestionnaireResponse",
            "RelatedPerson",
            "ServiceRequest",
            "Specimen");

    private static final String OBSERVATION = "http://terminology.hl7.org/CodeSystem/observation-category|";
    private static final String CONDITION = "http://terminology.hl7.org/CodeSystem/condition-category|";
    private static final String US_CORE = "http://hl7.org/fhir/us/core/CodeSystem/";

    private static final List<String> OBSERVATIONS = List.of(
            OBSERVATION + "laboratory",
            OBSERVATION + "vital-signs",
            OBSERVATION + "social-history",
            OBSERVATION + "survey",
            US_CORE + "us-core-category|sdoh");

    private static final List<String> CONDITIONS = List.of(
            CONDITION + "problem-list-item",
            CONDITION + "encounter-diagnosis",
            US_CORE + "condition-category|health-concern");

    /** What there is to choose when an app asks for these. */
    static Choices of(ScopeList asked) {
        return new Choices(
                choices(asked.where(text -> text.startsWith("patient/"))),
                choices(asked.where(text -> text.startsWith("user/"))),
                choices(asked.where(text -> !ScopeList.isAccess(text) && !text.startsWith("launch"))));
    }

    private static List<Choice> choices(ScopeList scopes) {
        return scopes.texts().stream()
                .map(text -> new Choice(text, ScopeWords.of(text), narrower(text)))
                .toList();
    }

    private static List<Choice> narrower(String text) {
        if (!ScopeList.isAccess(text)) {
            return List.of();
        }
        Scope scope = Scope.parse(text);
        if (scope.type().equals(Grant.ANY)) {
            return TYPES.stream()
                    .map(type -> text.replace("/*.", "/" + type + "."))
                    .map(each -> new Choice(each, ScopeWords.of(each), narrower(each)))
                    .toList();
        }
        return scope.filters().isEmpty() ? categories(scope) : List.of();
    }

    private static List<Choice> categories(Scope scope) {
        List<String> categories = switch (scope.type()) {
            case "Observation" -> OBSERVATIONS;
            case "Condition" -> CONDITIONS;
            default -> List.of();
        };
        return categories.stream()
                .map(category -> scope.narrowed(scope.type(), List.of(new Filter("category", category)))
                        .toString())
                .map(each -> new Choice(each, ScopeWords.of(each), List.of()))
                .toList();
    }

    private Stream<Choice> all() {
        return Stream.of(aboutPatient, aboutAll, beside).flatMap(List::stream);
    }

    /** Those of the ticked scopes that could be chosen, without what a wider one among them grants already. */
    ScopeList chosen(List<String> ticked) {
        Set<String> offered = all().flatMap(Choice::scopes).collect(Collectors.toSet());
        ScopeList chosen = new ScopeList(
                ticked.stream().filter(offered::contains).distinct().toList());
        return chosen.where(text ->
                chosen.where(other -> !other.equals(text)).texts().stream().noneMatch(other -> isWider(other, text)));
    }

    private static boolean isWider(String wide, String narrow) {
        return ScopeList.isAccess(wide)
                && ScopeList.isAccess(narrow)
                && Scope.parse(wide).covers(Scope.parse(narrow))
                && !Scope.parse(narrow).covers(Scope.parse(wide));
    }
}
