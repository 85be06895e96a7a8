package org.throughline.care.summary;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sections, in the order in which they are read.
 *
 * @see <a href="https://hl7.org/fhir/uv/ips/STU1.1/StructureDefinition-Composition-uv-ips.html">Composition</a>
 */
enum Section {
    PROBLEMS("11450-4", "Problems", Absence.PROBLEMS),
    ALLERGIES("48765-2", "Allergies and intolerances", Absence.ALLERGIES),
    MEDICATIONS("10160-0", "Medications", Absence.MEDICATIONS),
    IMMUNIZATIONS("11369-6", "Immunizations", null),
    RESULTS("30954-2", "Results", null),
    PROCEDURES("47519-4", "Procedures", null),
    DEVICES("46264-8", "Devices and implants", null),
    VITAL_SIGNS("8716-3", "Vital signs", null),
    PAST_ILLNESS("11348-0", "Past illnesses", null),
    PREGNANCY("10162-6", "Pregnancies", null),
    SOCIAL_HISTORY("29762-2", "Social history", null),
    PLAN_OF_CARE("18776-5", "Plan of care", null),
    ADVANCE_DIRECTIVES("42348-3", "Advance directives", null);

    private final String code;
    private final String title;
    private final @Nullable Absence absence;

    Section(String code, String title, @Nullable Absence absence) {
        this.code = code;
        this.title = title;
        this.absence = absence;
    }

    /** The types of resources that sections are made of. */
    static Set<String> types() {
        return Arrays.stream(values())
                .flatMap(section -> section.queries().stream())
                .map(Query::type)
                .collect(Collectors.toSet());
    }

    /** Of LOINC. */
    String code() {
        return code;
    }

    String title() {
        return title;
    }

    /** What is said when there is nothing; empty when the section is left out then. */
    Optional<Absence> absence() {
        return Optional.ofNullable(absence);
    }

    Rows rows() {
        return switch (this) {
            case PROBLEMS, PAST_ILLNESS -> new ConditionRows();
            case ALLERGIES -> new AllergyRows();
            case MEDICATIONS -> new DrugRows();
            case IMMUNIZATIONS -> new DoseRows();
            case RESULTS, VITAL_SIGNS, PREGNANCY, SOCIAL_HISTORY -> new ObservationRows();
            case PROCEDURES -> new ProcedureRows();
            case DEVICES -> new DeviceRows();
            case PLAN_OF_CARE -> new PlanRows();
            case ADVANCE_DIRECTIVES -> new DirectiveRows();
        };
    }

    /** What it is read by; what several of them find is listed once. */
    List<Query> queries() {
        return switch (this) {
            case PROBLEMS ->
                List.of(
                        conditions().of("clinical-status", "active,recurrence,relapse"),
                        conditions().of("clinical-status:missing", "true"));
            case ALLERGIES -> List.of(Query.all("AllergyIntolerance", "-date"));
            case MEDICATIONS ->
                List.of(
                        Query.all("MedicationRequest", "-authoredon").of("status", "active,on-hold"),
                        Query.all("MedicationStatement", "-effective")
                                .of("status", "active,intended,on-hold,unknown,not-taken"));
            case IMMUNIZATIONS -> List.of(Query.all("Immunization", "-date").of("status", "completed"));
            case RESULTS ->
                List.of(
                        observations().of("category", "laboratory"),
                        Query.newestOfEach("DiagnosticReport", "-date")
                                .of("status", ObservationRows.TOLD)
                                .of("category", "LP29684-5,RAD,RX,CT,NMR,OUS,NMS,VUS,LP7839-6,PAT,SP")
                                .atMost(20));
            case PROCEDURES ->
                List.of(Query.all("Procedure", "-date")
                        .of("status", "completed,in-progress")
                        .atMost(100));
            case DEVICES -> List.of(Query.all("Device", "-_lastUpdated").atMost(50));
            case VITAL_SIGNS ->
                List.of(observations().of("category", "vital-signs").atMost(30));
            case PAST_ILLNESS ->
                List.of(conditions()
                        .of("clinical-status", "inactive,remission,resolved")
                        .atMost(100));
            case PREGNANCY ->
                List.of(observations().of("code", ObservationRows.PREGNANCY).atMost(30));
            case SOCIAL_HISTORY ->
                List.of(observations().of("category", "social-history").atMost(30));
            case PLAN_OF_CARE ->
                List.of(Query.all("CarePlan", "-date")
                        .of("status", "active,on-hold")
                        .atMost(20));
            case ADVANCE_DIRECTIVES ->
                List.of(
                        consents().of("scope", "adr"),
                        consents().of("category", DirectiveRows.CATEGORIES),
                        Query.all("DocumentReference", "-date")
                                .of("status", "current")
                                .of("type", DirectiveRows.DOCUMENTS)
                                .atMost(20));
        };
    }

    private static Query conditions() {
        return Query.all("Condition", "-onset-date");
    }

    private static Query observations() {
        return Query.newestOfEach("Observation", "-date").of("status", ObservationRows.TOLD);
    }

    private static Query consents() {
        return Query.all("Consent", "-date").of("status", "active").atMost(20);
    }
}
