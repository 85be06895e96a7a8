package org.throughline.care.reconcile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.Parts;
import org.throughline.care.same.Said;
import org.throughline.care.taking.ReconciledList;
import org.throughline.care.taking.TakenList;
import org.throughline.care.taking.TakingReader;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.vaccine.Vaccines;

/** Reads what other records say of a patient beside ours, for a caller, who sees what the caller may see. */
public final class CompareReader {
    private static final String MOST = "1000";
    private static final Set<String> IN_ERROR = Set.of("entered-in-error");

    private final Records records;
    private final Searches searches;
    private final TakingReader taking;
    private final TellingReader telling;

    public CompareReader(
            Records records,
            Searches searches,
            TakingReader taking,
            Catalogues catalogues,
            Drugs drugs,
            Vaccines vaccines) {
        this.records = records;
        this.searches = searches;
        this.taking = taking;
        this.telling = new TellingReader(catalogues, drugs, vaccines);
    }

    /** All of a patient. */
    public Compared compared(Caller caller, String patient) {
        Reading reading = new Reading(caller.withOutside(), patient);
        Map<String, Decision> decided = decisions(caller, patient);
        Function<String, Optional<Decision>> decision = content -> Optional.ofNullable(decided.get(content));
        Compare compare = new Compare(decision, new EnumMap<>(Section.class), new EnumMap<>(Section.class));
        if (reading.may("MedicationRequest") || reading.may("MedicationStatement")) {
            TakenList list = taking.list(caller.withOutside(), patient);
            reading.whole &= list.whole();
            compare.add(
                    Section.MEDICATIONS,
                    list.rows().stream()
                            .flatMap(each -> each.entries().stream())
                            .map(telling::drug)
                            .toList());
        }
        if (reading.may("AllergyIntolerance")) {
            compare.add(
                    Section.ALLERGIES,
                    reading.all("AllergyIntolerance").map(telling::allergy).toList());
        }
        if (reading.may("Condition")) {
            compare.add(
                    Section.PROBLEMS,
                    reading.all("Condition").map(telling::problem).toList());
        }
        if (reading.may("Immunization")) {
            compare.add(
                    Section.IMMUNIZATIONS,
                    reading.all("Immunization").map(telling::dose).toList());
        }
        return new Compared(
                compare.sections,
                compare.ours,
                reading.whole,
                taking.last(caller, patient, ReconciledList.BESIDE_OTHERS));
    }

    private record Compare(
            Function<String, Optional<Decision>> decided,
            Map<Section, List<Item<?>>> sections,
            Map<Section, List<String>> ours) {
        <S extends Said<S>> void add(Section section, List<Told<S>> told) {
            sections.put(section, List.copyOf(Comparison.items(told, decided)));
            ours.put(
                    section,
                    told.stream().filter(Told::ours).map(Told::reference).toList());
        }
    }

    /** What was decided before, by the content of what it was about. */
    private Map<String, Decision> decisions(Caller caller, String patient) {
        Map<String, Decision> decisions = new HashMap<>();
        if (caller.may(Interaction.SEARCH, "Task")) {
            String code = DecisionResource.CODE.system() + "|" + DecisionResource.CODE.code();
            new Reading(caller.withoutOutside(), patient)
                    .all("Task", new Argument("code", code))
                    .forEach(each -> decisions.put(DecisionResource.content(each), DecisionResource.read(each)));
        }
        return decisions;
    }

    /** Reads resources of a patient. */
    private final class Reading {
        private final Caller caller;
        private final String patient;
        private boolean whole = true;

        Reading(Caller caller, String patient) {
            this.caller = caller;
            this.patient = patient;
        }

        boolean may(String type) {
            return caller.may(Interaction.SEARCH, type);
        }

        Stream<JsonObject> all(String type, Argument... criteria) {
            List<Argument> arguments = new ArrayList<>(
                    List.of(new Argument("patient", "Patient/" + patient), new Argument("_count", MOST)));
            arguments.addAll(List.of(criteria));
            SearchPage page = searches.run(caller, new SearchRequest(new Target.OfType(type), arguments, true));
            whole &= page.next() == null;
            return page.matches().stream().map(this::open).filter(each -> !isInError(each));
        }

        private JsonObject open(Stored stored) {
            return records.bodies().open(Objects.requireNonNull(stored.body()));
        }
    }

    private static boolean isInError(JsonObject resource) {
        JsonObject certainty = resource.object("verificationStatus");
        return IN_ERROR.contains(Parts.text(resource, "status"))
                || (certainty != null
                        && certainty.objects("coding").stream()
                                .anyMatch(each -> IN_ERROR.contains(Parts.text(each, "code"))));
    }
}
