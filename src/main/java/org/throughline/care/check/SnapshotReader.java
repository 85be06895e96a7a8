package org.throughline.care.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Gap;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Snapshot;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.patient.TestOrder;
import org.throughline.terminology.Coding;

/**
 * Reads from the record what the checks must know of a patient. What cannot be read wholly is said to be so.
 *
 * @param tests LOINC codes of the results and measurements that rules ask for
 */
record SnapshotReader(TreatmentReader treatments, AllergyReader allergies, OrderReader orders, Set<String> tests) {
    /** More of a list than anybody has; beyond it the list is said not to be whole. */
    private static final String MOST = "1000";

    private static final int RESULT_YEARS = 2;
    private static final int STOPPED_YEARS = 1;

    SnapshotReader {
        tests = Set.copyOf(tests);
    }

    /**
     * What is known of a patient.
     *
     * @param patient the Patient's id
     * @param ordered LOINC codes of the tests that are ordered
     * @param without references of orders that are themselves checked and so are not among the patient's drugs
     * @param privacy tells which resources the patient keeps private
     */
    Read read(Lookup lookup, String patient, LocalDate today, Set<String> ordered, Set<String> without, Kept privacy) {
        List<Gap> gaps = new ArrayList<>();
        String of = "Patient/" + patient;
        JsonObject person = lookup.find("Patient", "_id", patient).matches().stream()
                .findFirst()
                .orElse(JsonObject.EMPTY);
        List<JsonObject> stated =
                all(lookup, gaps, Part.ALLERGIES, "AllergyIntolerance", "patient", of, "_count", MOST);
        if (stated.isEmpty()) {
            gaps.add(new Gap(Part.ALLERGIES, "nobody has asked about allergies"));
        }
        List<JsonObject> problems = all(lookup, gaps, Part.CONDITIONS, "Condition", "patient", of, "_count", MOST);
        Map<String, JsonObject> referred = new HashMap<>();
        problems.forEach(each -> referred.put("Condition/" + Parts.text(each, "id"), each));
        List<JsonObject> medications = medications(lookup, gaps, of, today, referred);
        List<JsonObject> observations = observations(lookup, gaps, of, today, ordered);
        Set<String> kept = privacy.among(Stream.of(stated, problems, medications, observations)
                .flatMap(List::stream)
                .toList());
        List<Taken> drugs = medications.stream()
                .flatMap(each -> treatments.taken(each, referred, kept.contains(Kept.reference(each))).stream())
                .filter(each -> !without.contains(each.id()))
                .toList();
        return new Read(
                new Snapshot(
                        today,
                        PersonReader.born(person),
                        PersonReader.sex(person),
                        ObservationReader.pregnancy(observations),
                        ObservationReader.breastfeeding(observations),
                        stated.stream()
                                .flatMap(each -> allergies.read(each, kept.contains(Kept.reference(each))).stream())
                                .toList(),
                        problems.stream()
                                .flatMap(each ->
                                        ConditionReader.read(each, kept.contains(Kept.reference(each))).stream())
                                .toList(),
                        drugs,
                        observations.stream()
                                .flatMap(each -> ObservationReader.results(each, kept.contains(Kept.reference(each))))
                                .toList(),
                        openTests(lookup, gaps, of, today, ordered, without),
                        gaps),
                Map.copyOf(referred),
                medications);
    }

    /**
     * A snapshot with what it was read from.
     *
     * @param referred what prescriptions refer to, by references
     * @param medications the prescriptions and statements
     */
    record Read(Snapshot snapshot, Map<String, JsonObject> referred, List<JsonObject> medications) {}

    /** Tests that are ordered and not done; looked for when there is one that they may repeat. */
    private List<TestOrder> openTests(
            Lookup lookup, List<Gap> gaps, String of, LocalDate today, Set<String> ordered, Set<String> without) {
        if (ordered.isEmpty()) {
            return List.of();
        }
        return all(
                        lookup,
                        gaps,
                        Part.RESULTS,
                        "ServiceRequest",
                        "patient",
                        of,
                        "status",
                        "active",
                        "category",
                        Coding.SNOMED + "|" + OrderReader.LAB,
                        "_count",
                        MOST)
                .stream()
                .filter(each -> !without.contains(Kept.reference(each)))
                .map(each -> orders.test(each, today))
                .toList();
    }

    private static List<JsonObject> medications(
            Lookup lookup, List<Gap> gaps, String of, LocalDate today, Map<String, JsonObject> referred) {
        String recent = "ge" + today.minusYears(STOPPED_YEARS);
        List<JsonObject> all = new ArrayList<>();
        for (String[] criteria : List.of(
                new String[] {"status", "active,on-hold,unknown"},
                new String[] {"status", "stopped,completed,cancelled", "_lastUpdated", recent})) {
            List<String> asked = new ArrayList<>(List.of("patient", of, "_count", MOST));
            asked.addAll(List.of(criteria));
            asked.addAll(List.of("_include", "MedicationRequest:medication"));
            Lookup.Found found = lookup.find("MedicationRequest", asked.toArray(String[]::new));
            found.included().forEach(each -> referred.put("Medication/" + Parts.text(each, "id"), each));
            all.addAll(whole(found, gaps, Part.DRUGS));
        }
        Lookup.Found said = lookup.find(
                "MedicationStatement", "patient", of, "_count", MOST, "_include", "MedicationStatement:medication");
        said.included().forEach(each -> referred.put("Medication/" + Parts.text(each, "id"), each));
        all.addAll(whole(said, gaps, Part.DRUGS));
        return all;
    }

    private List<JsonObject> observations(
            Lookup lookup, List<Gap> gaps, String of, LocalDate today, Set<String> ordered) {
        Set<String> codes = new TreeSet<>(tests);
        codes.addAll(ordered);
        codes.addAll(List.of(ObservationReader.PREGNANCY, ObservationReader.DELIVERY));
        List<JsonObject> all = new ArrayList<>(all(
                lookup,
                gaps,
                Part.RESULTS,
                "Observation",
                "patient",
                of,
                "combo-code",
                codes.stream()
                        .map(code -> "http://loinc.org|" + code)
                        .collect(java.util.stream.Collectors.joining(",")),
                "date",
                "ge" + today.minusYears(RESULT_YEARS),
                "_count",
                MOST));
        all.addAll(all(
                lookup,
                gaps,
                Part.RESULTS,
                "Observation",
                "patient",
                of,
                "code:text",
                ObservationReader.BREASTFEEDING,
                "_count",
                "10"));
        return all;
    }

    private static List<JsonObject> all(Lookup lookup, List<Gap> gaps, Part part, String type, String... criteria) {
        return whole(lookup.find(type, criteria), gaps, part);
    }

    private static List<JsonObject> whole(Lookup.Found found, List<Gap> gaps, Part part) {
        if (!found.whole()) {
            gaps.add(new Gap(part, "the list of " + part.words() + " is too long to be read wholly"));
        }
        return found.matches();
    }
}
