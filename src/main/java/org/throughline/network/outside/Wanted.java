package org.throughline.network.outside;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.network.share.Giving;

/**
 * What is wanted of a patient's record, and how servers want to be asked for it: US Core asks them to answer some searches
 * by {@code patient} alone, others only with a category, a status or an intent. Pure.
 *
 * @see <a href="https://hl7.org/fhir/us/core/CapabilityStatement-us-core-server.html">US Core Server</a>
 */
final class Wanted {
    private static final String CATEGORY = "category";

    /** In the order in which they are asked for. */
    private static final List<String> OF_PATIENT = List.of(
            "AllergyIntolerance",
            "Condition",
            "MedicationRequest",
            "MedicationStatement",
            "MedicationDispense",
            "MedicationAdministration",
            "Immunization",
            "Observation",
            "DiagnosticReport",
            "Encounter",
            "Procedure",
            "DocumentReference",
            "ServiceRequest",
            "CarePlan",
            "CareTeam",
            "Goal",
            "Device",
            "FamilyMemberHistory",
            "Flag",
            "ImagingStudy",
            "QuestionnaireResponse",
            "RelatedPerson",
            "Specimen",
            "Consent",
            "Coverage");

    /** Kept when something in the record refers to them. */
    private static final Set<String> BESIDES = Set.of("Medication", "Binary", "Provenance");

    /** How to ask where asking by patient alone is refused. */
    private static final Map<String, Narrowing> NARROWER = Map.ofEntries(
            entry(
                    "Observation",
                    new Narrowing(
                            CATEGORY,
                            List.of(
                                    "laboratory",
                                    "vital-signs",
                                    "social-history",
                                    "survey",
                                    "imaging",
                                    "exam",
                                    "procedure",
                                    "therapy",
                                    "activity",
                                    "sdoh",
                                    "functional-status",
                                    "cognitive-status",
                                    "disability-status",
                                    "treatment-intervention-preference",
                                    "care-experience-preference"))),
            entry(
                    "Condition",
                    new Narrowing(
                            CATEGORY, List.of("problem-list-item", "health-concern", "encounter-diagnosis", "sdoh"))),
            entry(
                    "DiagnosticReport",
                    new Narrowing(CATEGORY, List.of("LAB", "RAD", "LP29684-5", "LP29708-2", "LP7839-6"))),
            entry("DocumentReference", new Narrowing(CATEGORY, List.of("clinical-note"))),
            entry("CarePlan", new Narrowing(CATEGORY, List.of("assess-plan"))),
            entry("CareTeam", new Narrowing("status", List.of("active"))),
            entry("MedicationRequest", new Narrowing("intent", List.of("order,plan,reflex-order,instance-order"))),
            entry("ServiceRequest", new Narrowing(CATEGORY, List.of("108252007", "363679005", "409073007"))),
            entry("QuestionnaireResponse", new Narrowing("status", List.of("completed"))));

    private Wanted() {}

    private record Narrowing(String parameter, List<String> values) {}

    /** Whether anything of a type is kept. */
    static boolean isKept(String type) {
        return type.equals("Patient")
                || OF_PATIENT.contains(type)
                || BESIDES.contains(type)
                || Giving.DIRECTORY.contains(type);
    }

    /** All types of which something may be kept with a patient. */
    static Set<String> all() {
        Set<String> all = new HashSet<>(OF_PATIENT);
        all.addAll(BESIDES);
        all.add("Patient");
        return all;
    }

    /** Whether what is of a type must say that it is about the patient. */
    static boolean isOfPatient(String type) {
        return OF_PATIENT.contains(type);
    }

    /**
     * The searches for one patient, by type. Of each type the first list that is not refused counts; all searches of a list
     * belong together.
     *
     * @param patient the id of the Patient there
     * @param offer what can be searched there; types that it does not name are not asked for
     */
    static Map<String, List<List<String>>> searches(Offer offer, String patient) {
        Map<String, List<List<String>>> searches = new LinkedHashMap<>();
        for (String type : OF_PATIENT) {
            if (offer.searches().containsKey(type)) {
                searches.put(type, searches(type, type + "?patient=" + patient));
            }
        }
        return searches;
    }

    private static List<List<String>> searches(String type, String plain) {
        List<List<String>> ways = new ArrayList<>(List.of(List.of(plain)));
        Narrowing narrower = NARROWER.get(type);
        if (narrower != null) {
            ways.add(narrower.values().stream()
                    .map(value -> plain + "&" + narrower.parameter() + "=" + value)
                    .toList());
        }
        return ways;
    }
}
