package org.throughline.clinic.app;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;

/** Types of resources as a patient would call what is in them. */
final class TypeWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            entry("*", "everything in the record, now and in the future"),
            entry("AllergyIntolerance", "allergies"),
            entry("Appointment", "appointments"),
            entry("AuditEvent", "who looked at the record"),
            entry("Binary", "attached files"),
            entry("CarePlan", "care plans"),
            entry("CareTeam", "the care team"),
            entry("Claim", "bills to insurers"),
            entry("Communication", "messages"),
            entry("Condition", "problems and diagnoses"),
            entry("Consent", "what was agreed to about sharing"),
            entry("Coverage", "insurance"),
            entry("Device", "implants and other devices"),
            entry("DiagnosticReport", "reports of tests and examinations"),
            entry("DocumentReference", "notes and documents"),
            entry("Encounter", "visits"),
            entry("ExplanationOfBenefit", "what insurers paid"),
            entry("FamilyMemberHistory", "illnesses in the family"),
            entry("Goal", "goals of treatment"),
            entry("ImagingStudy", "images"),
            entry("Immunization", "immunizations"),
            entry("Location", "places of care"),
            entry("Media", "photos and recordings"),
            entry("Medication", "details of medicines"),
            entry("MedicationAdministration", "medicines that were given"),
            entry("MedicationDispense", "medicines that were handed out"),
            entry("MedicationRequest", "prescriptions"),
            entry("MedicationStatement", "medicines that are taken"),
            entry("Observation", "results, vital signs and other findings"),
            entry("Organization", "practices, hospitals and insurers"),
            entry("Patient", "name, birth date, address and other personal details"),
            entry("Practitioner", "names of clinicians"),
            entry("PractitionerRole", "where clinicians work"),
            entry("Procedure", "procedures"),
            entry("Provenance", "who recorded what"),
            entry("Questionnaire", "forms"),
            entry("QuestionnaireResponse", "answers to forms"),
            entry("RelatedPerson", "relatives and contacts"),
            entry("ServiceRequest", "orders and referrals"),
            entry("Specimen", "samples"),
            entry("Task", "tasks"));

    private TypeWords() {}

    /** A type that has no words of its own is called by its name: {@code supply deliveries}. */
    static String of(String type) {
        String known = WORDS.get(type);
        return known != null
                ? known
                : type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT) + " records";
    }
}
