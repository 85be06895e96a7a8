package org.throughline.care.taking;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.Parts;
import org.throughline.care.medication.DrugReader;
import org.throughline.care.medication.Origin;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.sig.SigReader;

/** Reads what a patient takes, for a caller, who sees what the caller may see. */
public final class TakingReader {
    /** What ended longer ago is not asked about any more. */
    static final int RECENT_DAYS = 90;

    private static final String MOST = "1000";

    private final Records records;
    private final Searches searches;
    private final DrugReader drugs;
    private final SigReader sigs = new SigReader();
    private final Clock clock;

    /** @param clock of the practice, in whose time zone days begin */
    public TakingReader(Records records, Searches searches, Drugs drugs, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.drugs = new DrugReader(drugs);
        this.clock = clock;
    }

    /** The list of a patient. */
    public TakenList list(Caller caller, String patient) {
        LocalDate today = LocalDate.now(clock);
        LocalDate recent = today.minusDays(RECENT_DAYS);
        List<JsonObject> resources = new ArrayList<>();
        Map<String, JsonObject> referred = new HashMap<>();
        boolean whole =
                read(caller, patient, resources, referred, "MedicationRequest", "status", "active,on-hold,unknown");
        whole &= read(
                caller,
                patient,
                resources,
                referred,
                "MedicationRequest",
                "status",
                "stopped,completed",
                "_lastUpdated",
                "ge" + recent);
        whole &= read(caller, patient, resources, referred, "MedicationStatement");
        KnownReader reader = new KnownReader(drugs, sigs, today);
        Set<String> replaced = replaced(resources);
        List<Known> known = resources.stream()
                // What is given in the practice is nothing that the patient takes at home.
                .filter(each ->
                        !replaced.contains("MedicationRequest/" + Parts.text(each, "id")) && !Origin.isGivenHere(each))
                .flatMap(each -> reader.read(each, referred).stream())
                .filter(each -> each.ended() == null || !each.ended().isBefore(recent))
                .filter(each ->
                        each.state() != Known.State.NOT_TAKEN || !each.about().isEmpty())
                .toList();
        return new TakenList(Folding.rows(known), whole, last(caller, patient));
    }

    /** What pharmacies dispensed last of the prescriptions of a list, by their references. */
    public Map<String, Fill> fills(Caller caller, String patient, TakenList list) {
        return new FillReader(records, searches).fills(caller, patient, list.current(), LocalDate.now(clock));
    }

    /** The prescriptions in whose place others stand. */
    private static Set<String> replaced(List<JsonObject> resources) {
        Set<String> replaced = new HashSet<>();
        resources.forEach(each -> replaced.add(Parts.text(each.object("priorPrescription"), "reference")));
        return replaced;
    }

    private boolean read(
            Caller caller,
            String patient,
            List<JsonObject> into,
            Map<String, JsonObject> referred,
            String type,
            String... criteria) {
        if (!caller.may(Interaction.SEARCH, type)) {
            return true;
        }
        List<Argument> arguments =
                new ArrayList<>(List.of(new Argument("patient", "Patient/" + patient), new Argument("_count", MOST)));
        for (int i = 0; i < criteria.length; i += 2) {
            arguments.add(new Argument(criteria[i], criteria[i + 1]));
        }
        if (caller.may(Interaction.SEARCH, "Medication")) {
            arguments.add(new Argument("_include", type + ":medication"));
        }
        SearchPage page = searches.run(caller, new SearchRequest(new Target.OfType(type), arguments, true));
        open(page.matches()).forEach(into::add);
        page.includes().forEach(each -> referred.put(each.type() + "/" + each.id(), open(each)));
        return page.next() == null;
    }

    /** When a patient's list was last gone through; null for never. */
    public @Nullable Reconciled last(Caller caller, String patient) {
        return last(caller, patient, ReconciledList.CODE);
    }

    /** When that of a patient was last gone through which a code stands for, see {@link ReconciledList}; null for never. */
    public @Nullable Reconciled last(Caller caller, String patient, Coding code) {
        if (!caller.may(Interaction.SEARCH, "List")) {
            return null;
        }
        List<Argument> arguments = List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("code", code.system() + "|" + code.code()),
                new Argument("status", "current"),
                new Argument("_sort", "-date"),
                new Argument("_count", "1"));
        return open(searches.run(caller, new SearchRequest(new Target.OfType("List"), arguments, true))
                        .matches())
                .findFirst()
                .map(ReconciledList::read)
                .orElse(null);
    }

    private Stream<JsonObject> open(List<Stored> stored) {
        return stored.stream().map(this::open);
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
