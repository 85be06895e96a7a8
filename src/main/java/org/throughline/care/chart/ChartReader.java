package org.throughline.care.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Bodies;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** Reads charts and finds patients for a caller, who sees what the caller may see. Reading is not audited here. */
public final class ChartReader {
    private static final int MOST_RESULTS = 500;
    private static final int MOST_ROWS = 200;
    private static final int MOST_AT_ALL = 10_000;
    private static final int LARGEST_PAGE = 1_000;

    private final Records records;
    private final Searches searches;

    public ChartReader(Records records, Searches searches) {
        this.records = records;
        this.searches = searches;
    }

    /**
     * The chart of a patient.
     *
     * @throws org.throughline.kernel.Failed when there is no such patient for this caller; with {@code Forbidden} when
     *     the caller may not read patients at all
     */
    public Chart chart(Caller caller, String id, ChartQuery query) {
        Stored patient = records.read(caller, "Patient", id);
        PartReader parts = new PartReader(caller, id, query);
        return new Chart(
                PersonReader.read(open(patient)),
                allergies(caller, id),
                ChartBuilder.problems(parts.read(ChartPart.PROBLEMS, "Condition", "-onset-date")),
                ChartBuilder.medications(parts.read(ChartPart.MEDICATIONS, "MedicationRequest", "-authoredon")),
                ResultReader.read(
                        parts.read(ChartPart.RESULTS, "Observation", "-date", new Argument("category", "laboratory"))),
                ChartBuilder.visits(parts.read(ChartPart.VISITS, "Encounter", "-date")),
                ChartBuilder.immunizations(parts.read(ChartPart.IMMUNIZATIONS, "Immunization", "-date")),
                parts.unread,
                parts.denied);
    }

    private Allergies allergies(Caller caller, String id) {
        if (!caller.may(Interaction.SEARCH, "AllergyIntolerance")) {
            return new Allergies.Unavailable();
        }
        return AllergyReader.read(
                find(caller, "AllergyIntolerance", id, MOST_AT_ALL, "-date").resources());
    }

    /** Reads the parts that are wanted and remembers how much of them it left, and which the caller may not see. */
    private final class PartReader {
        private final Caller caller;
        private final String patient;
        private final ChartQuery query;
        private final Map<ChartPart, Long> unread = new EnumMap<>(ChartPart.class);
        private final Set<ChartPart> denied = EnumSet.noneOf(ChartPart.class);

        PartReader(Caller caller, String patient, ChartQuery query) {
            this.caller = caller;
            this.patient = patient;
            this.query = query;
        }

        List<JsonObject> read(ChartPart part, String type, String sort, Argument... criteria) {
            if (!caller.may(Interaction.SEARCH, type)) {
                denied.add(part);
                return List.of();
            }
            if (!query.parts().contains(part)) {
                return List.of();
            }
            Found found = find(caller, type, patient, query.all() ? MOST_AT_ALL : most(part), sort, criteria);
            if (found.unread() > 0) {
                unread.put(part, found.unread());
            }
            return found.resources();
        }
    }

    /** What is current may be old, so that problems and medications are read whole. */
    private static int most(ChartPart part) {
        return switch (part) {
            case PROBLEMS, MEDICATIONS -> MOST_AT_ALL;
            case RESULTS -> MOST_RESULTS;
            case VISITS, IMMUNIZATIONS -> MOST_ROWS;
        };
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
        List<Argument> arguments = new ArrayList<>(PatientQuery.arguments(typed));
        arguments.add(new Argument("_count", Integer.toString(most)));
        return searches.run(caller, new SearchRequest(new Target.OfType("Patient"), arguments, true)).matches().stream()
                .map(this::open)
                .map(PersonReader::read)
                .toList();
    }

    /** Resources, and how many more there are. */
    private record Found(List<JsonObject> resources, long unread) {}

    private Found find(Caller caller, String type, String patient, int most, String sort, Argument... criteria) {
        List<Argument> narrow = new ArrayList<>(List.of(criteria));
        narrow.add(new Argument("patient", "Patient/" + patient));
        List<Argument> arguments = new ArrayList<>(narrow);
        arguments.add(new Argument("_sort", sort));
        arguments.add(new Argument("_count", Integer.toString(Math.min(most, LARGEST_PAGE))));
        Target target = new Target.OfType(type);
        SearchPage page = searches.run(caller, new SearchRequest(target, arguments, true));
        List<JsonObject> resources = new ArrayList<>();
        page.matches().forEach(match -> resources.add(open(match)));
        while (page.next() != null && resources.size() < most) {
            page = searches.next(caller, target, page.next());
            page.matches().forEach(match -> resources.add(open(match)));
        }
        return new Found(resources, page.next() == null ? 0 : count(caller, target, narrow) - resources.size());
    }

    private long count(Caller caller, Target target, List<Argument> narrow) {
        List<Argument> arguments = new ArrayList<>(narrow);
        arguments.add(new Argument("_summary", "count"));
        Long total =
                searches.run(caller, new SearchRequest(target, arguments, true)).total();
        return total == null ? 0 : total;
    }

    private JsonObject open(Stored stored) {
        Bodies bodies = records.bodies();
        return bodies.open(Objects.requireNonNull(stored.body()));
    }
}
