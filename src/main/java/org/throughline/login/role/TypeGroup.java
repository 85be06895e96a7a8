package org.throughline.login.role;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Resource types that belong together for who says what a role may do. Types that hold no record of anybody, such as
 * value sets, are in none but {@link #DEFINITIONS}.
 */
public enum TypeGroup {
    PEOPLE("Patients and who is close to them", "Patient RelatedPerson Person"),
    DIRECTORY(
            "Directory: staff, sites, services",
            "Practitioner PractitionerRole Organization OrganizationAffiliation Location "
                    + "HealthcareService Endpoint"),
    SCHEDULING("Appointments", "Appointment AppointmentResponse Schedule Slot"),
    COVERAGE("Insurance", "Coverage CoverageEligibilityRequest CoverageEligibilityResponse InsurancePlan"),
    MONEY(
            "Charges, claims and payments",
            "Account ChargeItem ChargeItemDefinition Claim ClaimResponse ExplanationOfBenefit "
                    + "Invoice PaymentNotice PaymentReconciliation"),
    WORK("Tasks and messages", "Task Communication CommunicationRequest"),
    VISITS("Visits", "Encounter EpisodeOfCare"),
    SUMMARY(
            "Problems, allergies and history",
            "AllergyIntolerance Condition Procedure FamilyMemberHistory AdverseEvent Flag "
                    + "RiskAssessment DetectedIssue BodyStructure"),
    MEDICATIONS(
            "Medications",
            "Medication MedicationRequest MedicationStatement MedicationDispense " + "MedicationAdministration"),
    IMMUNIZATIONS("Immunizations", "Immunization ImmunizationEvaluation ImmunizationRecommendation"),
    RESULTS("Results and specimens", "Observation DiagnosticReport Specimen MolecularSequence"),
    IMAGES("Images", "ImagingStudy Media"),
    NOTES(
            "Notes, documents and forms",
            "DocumentReference DocumentManifest Composition ClinicalImpression "
                    + "QuestionnaireResponse Binary List Provenance"),
    ORDERS(
            "Orders",
            "ServiceRequest NutritionOrder DeviceRequest SupplyRequest SupplyDelivery "
                    + "VisionPrescription RequestGroup GuidanceResponse"),
    CARE("Care plans and teams", "CarePlan CareTeam Goal"),
    DEVICES("Devices", "Device DeviceMetric DeviceUseStatement"),
    CONSENTS("Consents", "Consent"),
    TRAIL("Who looked", "AuditEvent"),
    DEFINITIONS(
            "Templates and terms",
            "Questionnaire PlanDefinition ActivityDefinition Library Measure ValueSet "
                    + "CodeSystem ConceptMap NamingSystem StructureDefinition SearchParameter "
                    + "OperationDefinition CapabilityStatement");

    private final String label;
    private final String types;

    /** @param types with blanks between them */
    TypeGroup(String label, String types) {
        this.label = label;
        this.types = types;
    }

    /** Its name for people. */
    public String label() {
        return label;
    }

    public SortedSet<String> types() {
        return new TreeSet<>(List.of(types.split(" ", -1)));
    }

    /** The types of several groups. */
    public static SortedSet<String> typesOf(TypeGroup... groups) {
        SortedSet<String> types = new TreeSet<>();
        for (TypeGroup group : groups) {
            types.addAll(group.types());
        }
        return types;
    }
}
