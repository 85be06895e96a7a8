package org.throughline.care.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.imaging.Codes;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Gap;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Snapshot;
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
     * @param asked what is looked for because of what is ordered
     * @param without references of orders that are themselves checked and so are not among the patient's drugs
     * @param unseen tells which resources the patient keeps from whoever asks: they are used when the patient agreed
     * @param besides tells which others are to be told of as if they were kept
     */
    Read read(
            Lookup lookup,
            String patient,
            LocalDate today,
            Asked asked,
            Set<String> without,
            Kept unseen,
            Kept besides) {
        List<Gap> gaps = new ArrayList<>();
        String of = "Patient/" + patient;
        JsonObject person = lookup.find("Patient", "_id", patient).matches().stream()
                .findFirst()
                .orElse(JsonObject.EMPTY);
        List<JsonObject> consents = lookup.find("Consent", "patient", of, "status", "active", "_count", MOST)
                .matches();
        boolean refused = SafetyConsent.answer(consents).equals(Optional.of(false));
        Map<String, JsonObject> referred = new HashMap<>();
        Lookup eyes = refused ? lookup.own() : lookup;
        Entries found = new Entries(
                all(eyes, gaps, Part.ALLERGIES, "AllergyIntolerance", "patient", of, "_count", MOST),
                all(eyes, gaps, Part.CONDITIONS, "Condition", "patient", of, "_count", MOST),
                medications(eyes, gaps, of, today, referred),
                observations(eyes, gaps, of, today, asked.tests()),
                openTests(eyes, gaps, of, asked.tests()),
                reports(eyes, gaps, of, today, asked),
                studies(eyes, gaps, of, today, asked),
                openImaging(eyes, gaps, of, asked));
        Set<String> hidden = unseen.among(found.all());
        Entries used = refused ? found.without(hidden) : found;
        Set<String> kept = new HashSet<>(hidden);
        kept.addAll(besides.among(used.all()));
        used.problems.forEach(each -> referred.put("Condition/" + Parts.text(each, "id"), each));
        if (used.allergies.isEmpty()) {
            gaps.add(new Gap(Part.ALLERGIES, "nobody has asked about allergies"));
        }
        return new Read(
                snapshot(person, used, kept, referred, without, today, gaps),
                Map.copyOf(referred),
                used.medications,
                SafetyConsent.withholdsParts(consents),
                refused);
    }

    /**
     * What is looked for because of what is ordered.
     *
     * @param tests LOINC codes of the tests that are ordered, and of those that count as the same
     * @param imaging whether imaging is ordered
     */
    record Asked(Set<String> tests, boolean imaging) {
        static final Asked NOTHING = new Asked(Set.of(), false);
    }

    /** What was found of a patient. */
    private record Entries(
            List<JsonObject> allergies,
            List<JsonObject> problems,
            List<JsonObject> medications,
            List<JsonObject> observations,
            List<JsonObject> openTests,
            List<JsonObject> reports,
            List<JsonObject> studies,
            List<JsonObject> openImaging) {
        List<JsonObject> all() {
            return Stream.of(allergies, problems, medications, observations, openTests, reports, studies, openImaging)
                    .flatMap(List::stream)
                    .toList();
        }

        Entries without(Set<String> references) {
            return new Entries(
                    but(references, allergies),
                    but(references, problems),
                    but(references, medications),
                    but(references, observations),
                    but(references, openTests),
                    but(references, reports),
                    but(references, studies),
                    but(references, openImaging));
        }

        private static List<JsonObject> but(Set<String> references, List<JsonObject> of) {
            return of.stream()
                    .filter(each -> !references.contains(Kept.reference(each)))
                    .toList();
        }
    }

    private Snapshot snapshot(
            JsonObject person,
            Entries of,
            Set<String> kept,
            Map<String, JsonObject> referred,
            Set<String> without,
            LocalDate today,
            List<Gap> gaps) {
        Predicate<JsonObject> isKept = each -> kept.contains(Kept.reference(each));
        return new Snapshot(
                today,
                PersonReader.born(person),
                PersonReader.sex(person),
                ObservationReader.pregnancy(of.observations),
                ObservationReader.breastfeeding(of.observations),
                of.allergies.stream()
                        .flatMap(each -> allergies.read(each, isKept.test(each)).stream())
                        .toList(),
                of.problems.stream()
                        .flatMap(each -> ConditionReader.read(each, isKept.test(each)).stream())
                        .toList(),
                Words.join(treatments, of.medications, referred, isKept, today).stream()
                        .filter(each -> !without.contains(each.id()))
                        .toList(),
                of.observations.stream()
                        .flatMap(each -> ObservationReader.results(each, isKept.test(each)))
                        .toList(),
                of.openTests.stream()
                        .filter(OrderReader::isLab)
                        .filter(each -> !without.contains(Kept.reference(each)) && !isKept.test(each))
                        .map(each -> orders.test(each, today))
                        .toList(),
                orders.imaging().done(of.reports, of.studies, isKept),
                of.openImaging.stream()
                        .filter(Codes::isOrder)
                        .filter(each -> !without.contains(Kept.reference(each)) && !isKept.test(each))
                        .map(each -> orders.imaging().order(each, today))
                        .toList(),
                gaps);
    }

    /**
     * A snapshot with what it was read from.
     *
     * @param referred what prescriptions refer to, by references
     * @param medications the prescriptions and statements
     * @param withholds whether single entries may be kept from some of the staff
     * @param refused whether what is kept may not be used
     */
    record Read(
            Snapshot snapshot,
            Map<String, JsonObject> referred,
            List<JsonObject> medications,
            boolean withholds,
            boolean refused) {}

    /** Tests that are ordered and not done; looked for when there is one that they may repeat. */
    private static List<JsonObject> openTests(Lookup lookup, List<Gap> gaps, String of, Set<String> ordered) {
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
                MOST);
    }

    private static List<JsonObject> reports(Lookup lookup, List<Gap> gaps, String of, LocalDate today, Asked asked) {
        return asked.imaging()
                ? all(
                        lookup,
                        gaps,
                        Part.IMAGING,
                        "DiagnosticReport",
                        "patient",
                        of,
                        "category",
                        Codes.REPORTS,
                        "status",
                        "preliminary,partial,final,amended,corrected,appended",
                        "date",
                        "ge" + today.minusYears(RESULT_YEARS),
                        "_count",
                        MOST)
                : List.of();
    }

    private static List<JsonObject> studies(Lookup lookup, List<Gap> gaps, String of, LocalDate today, Asked asked) {
        return asked.imaging()
                ? all(
                        lookup,
                        gaps,
                        Part.IMAGING,
                        "ImagingStudy",
                        "patient",
                        of,
                        "status",
                        "registered,available",
                        "started",
                        "ge" + today.minusYears(RESULT_YEARS),
                        "_count",
                        MOST)
                : List.of();
    }

    private static List<JsonObject> openImaging(Lookup lookup, List<Gap> gaps, String of, Asked asked) {
        return asked.imaging()
                ? all(
                        lookup,
                        gaps,
                        Part.IMAGING,
                        "ServiceRequest",
                        "patient",
                        of,
                        "status",
                        "active",
                        "category",
                        Coding.SNOMED + "|" + Codes.IMAGING,
                        "_count",
                        MOST)
                : List.of();
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
            gaps.add(new Gap(part, "the list of " + part.words() + " could not be read wholly"));
        }
        return found.matches();
    }
}
