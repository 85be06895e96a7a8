package org.throughline.care.entry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/**
 * Writes what people enter into charts. What is changed is named with the version that was looked at: when somebody else
 * has changed it meanwhile, nothing is written.
 */
public final class Entries {
    private static final String CONDITION = "Condition";
    private static final String ALLERGY = "AllergyIntolerance";

    private static final int MOST_ALLERGIES = 1_000;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Visits visits;
    private final InstantSource clock;

    public Entries(Records records, Searches searches, Types types, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.visits = new Visits(records, searches, types, clock);
        this.clock = clock;
    }

    /**
     * Something that was entered, as it is now.
     *
     * @param version by which a change says what it was made from
     */
    public record Present<T>(String id, int version, Instant updated, T entry) {}

    /** Who it is that enters, and into whose chart: the Patient's id. */
    public record Chart(
            Caller caller, String patient, @Nullable Author author) {}

    /**
     * A problem as it is now.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such problem in this chart
     */
    public Present<ProblemEntry> problem(Chart chart, String id) {
        Stored stored = read(chart, CONDITION, id);
        return new Present<>(id, stored.version(), stored.updated(), ProblemEntry.of(open(stored)));
    }

    /**
     * An allergy as it is now.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such allergy in this chart
     */
    public Present<AllergyEntry> allergy(Chart chart, String id) {
        Stored stored = read(chart, ALLERGY, id);
        return new Present<>(id, stored.version(), stored.updated(), AllergyEntry.of(open(stored)));
    }

    /**
     * Something as it is now, as a resource.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such one in this chart
     */
    public Present<JsonObject> resource(Chart chart, String type, String id) {
        Stored stored = read(chart, type, id);
        return new Present<>(id, stored.version(), stored.updated(), open(stored));
    }

    /** Adds a resource; its id. */
    public String create(Chart chart, JsonObject resource) {
        return write(chart, List.of(creation(resource)), Action.CREATE, Concept.text(resource, "resourceType"));
    }

    /**
     * Changes a resource.
     *
     * @param version the version that was changed
     * @throws Failed with {@link Failure.PreconditionFailed} when it is not the present one any more
     */
    public void change(Chart chart, String type, String id, int version, UnaryOperator<JsonObject> edit) {
        read(chart, type, id);
        Intent intent = new Intent.Patch(new Target.ById(type, id), edit, new Precondition.Version(version));
        write(chart, List.of(intent), Action.UPDATE, type + "/" + id);
    }

    /** Adds a problem; its id. */
    public String add(Chart chart, ProblemEntry entry) {
        JsonObject problem = entry.create(chart.patient(), chart.author(), clock.instant());
        return create(chart, found(chart).apply(problem));
    }

    /** Adds an allergy; its id. That there were none known is over with it. */
    public String add(Chart chart, AllergyEntry entry) {
        List<Intent> intents = new ArrayList<>();
        JsonObject allergy = entry.create(chart.patient(), chart.author(), clock.instant());
        intents.add(creation(found(chart).apply(allergy)));
        intents.addAll(noneKnownEnds(chart));
        return write(chart, intents, Action.CREATE, ALLERGY);
    }

    /** What an allergy of this patient ends: that none were known. */
    public List<Intent> noneKnownEnds(Chart chart) {
        return allergies(chart).stream()
                .filter(allergy -> NoKnownAllergies.is(allergy) && NoKnownAllergies.isActive(allergy))
                .map(allergy -> new Target.ById(ALLERGY, Concept.text(allergy, "id")))
                .<Intent>map(none -> new Intent.Patch(none, NoKnownAllergies::ended, Precondition.NONE))
                .toList();
    }

    /**
     * Says that the patient was asked and knows of no allergy.
     *
     * @throws Failed with {@link Failure.Conflict} when an allergy is known
     */
    public void addNoKnownAllergies(Chart chart) {
        List<JsonObject> active =
                allergies(chart).stream().filter(NoKnownAllergies::isActive).toList();
        if (active.stream().anyMatch(allergy -> !NoKnownAllergies.is(allergy))) {
            throw new Failed(new Failure.Conflict("An allergy of this patient is recorded."));
        }
        if (active.isEmpty()) {
            create(chart, NoKnownAllergies.create(chart.patient(), chart.author(), clock.instant()));
        }
    }

    private List<JsonObject> allergies(Chart chart) {
        List<Argument> arguments = List.of(
                new Argument("patient", "Patient/" + chart.patient()),
                new Argument("_count", Integer.toString(MOST_ALLERGIES)));
        return searches
                .run(
                        chart.caller(),
                        new SearchRequest(new org.throughline.search.query.Target.OfType(ALLERGY), arguments, true))
                .matches()
                .stream()
                .map(this::open)
                .toList();
    }

    /**
     * Changes a problem.
     *
     * @param version the version that was changed
     * @throws Failed with {@link Failure.PreconditionFailed} when it is not the present one any more
     */
    public void change(Chart chart, String id, int version, ProblemEntry entry) {
        change(chart, CONDITION, id, version, entry::change);
    }

    /** Changes an allergy, as a problem is changed. */
    public void change(Chart chart, String id, int version, AllergyEntry entry) {
        change(chart, ALLERGY, id, version, entry::change);
    }

    /**
     * Says that something was never true of this patient: it stays in the history, with who said so and why.
     *
     * @param type of what is entered beside a chart
     * @param version the version that was looked at
     */
    public void retract(Chart chart, String type, String id, int version, String reason) {
        change(chart, type, id, version, resource -> Retraction.of(resource, reason, chart.author(), clock.instant()));
    }

    /** Adds Observations that belong together, all or none. */
    public void add(Chart chart, List<JsonObject> observations) {
        List<Intent> intents =
                observations.stream().map(found(chart)).map(Entries::creation).toList();
        write(chart, intents, Action.CREATE, intents.getFirst().type());
    }

    /** What is found out while the patient is here is of that visit; what was measured before it is not. */
    private UnaryOperator<JsonObject> found(Chart chart) {
        Optional<OpenVisit> visit = visits.open(chart.caller(), chart.patient());
        return resource -> visit.filter(open -> isSince(open.arrived(), resource))
                .map(open -> resource.with("encounter", Author.reference("Encounter/" + open.id(), "")))
                .orElse(resource);
    }

    /** Measurements are told by the minute. */
    private static boolean isSince(Instant arrived, JsonObject resource) {
        String measured = Concept.text(resource, "effectiveDateTime");
        return measured.isEmpty()
                || !OffsetDateTime.parse(measured).toInstant().isBefore(arrived.truncatedTo(ChronoUnit.MINUTES));
    }

    private Stored read(Chart chart, String type, String id) {
        Stored stored = records.read(chart.caller(), type, id);
        if (stored.deleted() || stored.patient() != Address.of("Patient", chart.patient())) {
            throw new Failed(new Failure.NotFound("There is no such entry in this chart."));
        }
        return stored;
    }

    private static Intent creation(JsonObject resource) {
        return new Intent.Create(Concept.text(resource, "resourceType"), () -> resource, null, null);
    }

    private String write(Chart chart, List<Intent> intents, Action action, String target) {
        Caller caller = chart.caller();
        return Objects.requireNonNull(records.write(
                                caller,
                                intents,
                                (at, written, patients) -> Access.of(
                                        at,
                                        caller,
                                        action,
                                        types.number(intents.getFirst().type()),
                                        target,
                                        action == Action.CREATE ? 201 : 200,
                                        patients))
                        .getFirst()
                        .stored())
                .id();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
