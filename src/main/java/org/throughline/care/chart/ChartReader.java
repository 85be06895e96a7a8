package org.throughline.care.chart;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.chart.PatientSearch.Wanted;
import org.throughline.care.vital.Measured;
import org.throughline.care.vital.VitalReader;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Reads charts and finds patients for a caller, who sees what the caller may see. Reading is not audited here. */
public final class ChartReader {
    /** So many are counted: whether there are a thousand more or a hundred thousand, nobody looks at them one by one. */
    public static final int MOST_COUNTED = 1_000;

    private static final List<String> TYPES = List.of(
            "AllergyIntolerance",
            "Condition",
            "MedicationRequest",
            "MedicationStatement",
            "Observation",
            "Encounter",
            "Immunization",
            "Flag",
            "Task",
            "Device");

    /** What is about a patient's health, and not only about when they come. */
    private static final List<String> HEALTH =
            List.of("AllergyIntolerance", "Condition", "MedicationRequest", "Observation", "Immunization");

    private static final int MOST_NOTICES = 100;
    private static final int MOST_VISITS = 20;

    private final Records records;
    private final Searches searches;
    private final PatientSearch search;

    public ChartReader(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
        this.search = new PatientSearch(records, searches);
    }

    /**
     * The chart of a patient; empty when it is closed to a caller who may see such charts: the caller does not treat this
     * patient, or the patient keeps all of it from the caller.
     *
     * @throws org.throughline.kernel.Failed when there is no such patient for this caller; with {@code Forbidden} when
     *     the caller may not read patients at all
     */
    public Optional<Chart> chart(Caller caller, String id, ChartQuery query) {
        Stored patient = records.read(caller.withoutOutside(), "Patient", id);
        Set<String> reached = records.reached(caller, id, TYPES);
        if (isClosed(caller, reached)) {
            return Optional.empty();
        }
        PartReader parts = new PartReader(search, caller, id, query, reached);
        JsonObject opened = search.open(patient);
        return Optional.of(new Chart(
                PersonReader.read(opened),
                allergies(caller, id, reached),
                NoticeReader.read(
                        opened,
                        current(caller, id, new Wanted("Flag", "-date"), reached),
                        current(caller, id, new Wanted("Device", "-_lastUpdated"), reached),
                        current(
                                caller.withoutOutside(),
                                id,
                                new Wanted("Task", "-_lastUpdated")
                                        .of("code", Notice.TOLD_DEAD)
                                        .of("status", "requested,in-progress"),
                                reached)),
                ChartBuilder.problems(parts.read(ChartPart.PROBLEMS, new Wanted("Condition", "-onset-date"))),
                ChartBuilder.medications(
                        parts.read(ChartPart.MEDICATIONS, withMedications(caller)),
                        parts.readMore(
                                ChartPart.MEDICATIONS,
                                new Wanted("MedicationStatement", "-effective").including("medication")),
                        parts.referred()),
                ResultReader.read(
                        parts.read(ChartPart.RESULTS, new Wanted("Observation", "-date").of("category", "laboratory"))),
                VitalReader.read(
                        parts.read(ChartPart.VITALS, new Wanted("Observation", "-date").of("category", "vital-signs"))),
                ChartBuilder.visits(parts.read(ChartPart.VISITS, new Wanted("Encounter", "-date"))),
                ChartBuilder.immunizations(parts.read(ChartPart.IMMUNIZATIONS, new Wanted("Immunization", "-date"))),
                parts.unread(),
                parts.denied()));
    }

    /** Whether the chart of a patient is open to a caller. */
    public boolean opens(Caller caller, String id) {
        boolean known =
                !records.visible(caller, Set.of(Address.of("Patient", id))).isEmpty();
        return known && !isClosed(caller, records.reached(caller, id, HEALTH));
    }

    private static boolean isClosed(Caller caller, Set<String> reached) {
        return mayAny(caller) && HEALTH.stream().noneMatch(reached::contains);
    }

    private static boolean mayAny(Caller caller) {
        return HEALTH.stream().anyMatch(type -> caller.may(Interaction.SEARCH, type));
    }

    /** Who a patient is, for whoever may know that. */
    public Person person(Caller caller, String id) {
        return PersonReader.read(search.open(records.read(caller, "Patient", id)));
    }

    /** Who is at these addresses, of those whom the caller may know. */
    public Map<Long, Person> people(Caller caller, Collection<Long> addresses) {
        Map<Long, Person> people = new HashMap<>();
        for (Stored stored : records.present(caller, addresses)) {
            if (stored.type().equals("Patient")) {
                people.put(stored.address(), PersonReader.read(search.open(stored)));
            }
        }
        return people;
    }

    private Allergies allergies(Caller caller, String id, Set<String> reached) {
        if (!reached.contains("AllergyIntolerance")) {
            return new Allergies.Unavailable();
        }
        return AllergyReader.read(
                search.find(caller, new Wanted("AllergyIntolerance", "-date"), id, PatientSearch.MOST_AT_ALL)
                        .resources());
    }

    /** What the banner shows of a type, where the caller may see it. */
    private List<JsonObject> current(Caller caller, String id, Wanted wanted, Set<String> reached) {
        return reached.contains(wanted.type())
                ? search.find(caller, wanted, id, MOST_NOTICES).resources()
                : List.of();
    }

    /** What is ordered, with the medications that the orders refer to where the caller may see those. */
    private static Wanted withMedications(Caller caller) {
        Wanted orders = new Wanted("MedicationRequest", "-authoredon");
        return caller.may(Interaction.SEARCH, "Medication") ? orders.including("medication") : orders;
    }

    /**
     * Patients whose name, birth date, number or phone fits what was typed; all, the last changed first, when nothing
     * was.
     *
     * @param most at most so many are returned
     * @throws org.throughline.kernel.Failed with {@code Forbidden} when the caller may not search patients at all
     */
    public List<Person> patients(Caller caller, String typed, int most) {
        Records.require(caller, Interaction.SEARCH, "Patient");
        Map<String, Person> found = new LinkedHashMap<>();
        for (List<Argument> meant : PatientQuery.meanings(typed)) {
            List<Argument> arguments = new ArrayList<>(meant);
            arguments.add(new Argument("_count", Integer.toString(most)));
            searches.run(caller, new SearchRequest(new Target.OfType("Patient"), arguments, true)).matches().stream()
                    .map(search::open)
                    .map(PersonReader::read)
                    .filter(person -> !person.replaced())
                    .forEach(person -> found.putIfAbsent(person.id(), person));
        }
        return found.values().stream().limit(most).toList();
    }

    /** The id of the patient whose record took the place of this one's; empty when none did. */
    public Optional<String> survivor(String id) {
        return records.survivor(id);
    }

    /** The addresses of the records that were merged into a patient's. */
    public Set<Long> former(String id) {
        return records.former(id);
    }

    /** The visits of a patient, the newest first; a few at most, and none when the caller may not see any. */
    public List<Visit> visits(Caller caller, String patient) {
        return caller.may(Interaction.SEARCH, "Encounter")
                ? ChartBuilder.visits(search.find(caller, new Wanted("Encounter", "-date"), patient, MOST_VISITS)
                        .resources())
                : List.of();
    }

    /** The vital signs of a patient, the newest first; none when the caller may not see any. */
    public List<Measured> vitals(Caller caller, String patient) {
        Wanted signs = new Wanted("Observation", "-date").of("category", "vital-signs");
        return caller.may(Interaction.SEARCH, "Observation")
                ? VitalReader.read(search.find(caller, signs, patient, PartReader.MOST_VITALS)
                        .resources())
                : List.of();
    }

    /** Whether the caller may see what a reference, {@code DiagnosticReport/1}, refers to. */
    public boolean sees(Caller caller, String reference) {
        int slash = reference.indexOf('/');
        try {
            return slash > 0
                    && records.read(caller, reference.substring(0, slash), reference.substring(slash + 1))
                                    .body()
                            != null;
        } catch (Failed e) {
            return false;
        }
    }

    /** The entries of a section, in groups. The caller is one to whom the chart is open. */
    public List<ListedGroup> shelf(Caller caller, String patient, Shelf shelf, boolean all) {
        return new ShelfReader(search).read(caller, patient, shelf, all);
    }

    /**
     * A page of what happened to a patient.
     *
     * @param kinds what is wanted
     * @param before what was before this day is wanted; null for the newest
     * @param zone in which the days are
     */
    public Timeline timeline(Caller caller, String patient, Set<Kind> kinds, @Nullable LocalDate before, ZoneId zone) {
        return new TimelineReader(search, zone).read(caller, patient, kinds, before);
    }

    /**
     * How a child grew.
     *
     * @throws Failed when there is no such patient for this caller
     */
    public GrowthHistory growth(Caller caller, String id) {
        return new GrowthReader(search).read(caller, search.open(records.read(caller, "Patient", id)), id);
    }

    /** All values of measures over the years, in the order of the measures; none when the caller may not see any. */
    public List<MeasureHistory> histories(Caller caller, String patient, List<Measure> measures) {
        MeasureReader reader = new MeasureReader(search);
        return mayMeasure(caller, patient)
                ? measures.stream()
                        .map(measure -> reader.read(caller, patient, measure))
                        .toList()
                : List.of();
    }

    /** What was measured of a patient of late, with what it is called; none when the caller may not see any. */
    public Map<Measure, String> measures(Caller caller, String patient) {
        return mayMeasure(caller, patient) ? new MeasureReader(search).known(caller, patient) : Map.of();
    }

    /** Whether the caller may see what was measured of a patient. */
    public boolean mayMeasure(Caller caller, String patient) {
        return records.reached(caller, patient, List.of("Observation")).contains("Observation");
    }

    /** Entries whose name has a word that begins so, by kind. */
    public List<Found> find(Caller caller, String patient, String words) {
        return new ChartFinder(search).find(caller, patient, words);
    }
}
