package org.throughline.care.visit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/** Begins visits, brings them on, and finds those that are under way, for callers who may see and write them. */
public final class Visits {
    private static final String ENCOUNTER = "Encounter";
    /** More than a busy practice has in a quarter of a year. */
    private static final int MOST_TIMINGS = 100_000;

    private static final int MOST = 500;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final InstantSource clock;

    public Visits(Records records, Searches searches, Types types, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.clock = clock;
    }

    /** The visit of a patient that is under way, the last begun when there are several; empty when there is none. */
    public Optional<OpenVisit> open(Caller caller, String patient) {
        return search(caller, underWay(patient)).stream()
                .map(this::read)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The same as an Encounter, for who needs what else it says. */
    public Optional<JsonObject> encounter(Caller caller, String patient) {
        return search(caller, underWay(patient)).stream()
                .map(stored -> records.bodies().open(Objects.requireNonNull(stored.body())))
                .findFirst();
    }

    private static List<Argument> underWay(String patient) {
        return List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("status", "arrived,triaged,in-progress,onleave"),
                new Argument("_sort", "-date"));
    }

    /** The visits that were made of these appointments, by the Appointments' ids; none when the caller may see none. */
    public List<OpenVisit> of(Caller caller, Collection<String> appointments) {
        if (appointments.isEmpty()) {
            return List.of();
        }
        String references = appointments.stream().map(id -> "Appointment/" + id).collect(Collectors.joining(","));
        return search(caller, List.of(new Argument("appointment", references))).stream()
                .map(this::read)
                .filter(Objects::nonNull)
                .toList();
    }

    /** When the visits that began in some time came to which step, of those that were led through steps here. */
    public List<Timing> timings(Caller caller, Instant from, Instant to) {
        List<Timing> timings = new ArrayList<>();
        org.throughline.search.query.Target target = new org.throughline.search.query.Target.OfType(ENCOUNTER);
        SearchPage page = searches.run(
                caller,
                new SearchRequest(
                        target,
                        List.of(
                                new Argument("date", "ge" + from),
                                new Argument("date", "lt" + to),
                                new Argument("_count", Integer.toString(MOST))),
                        true));
        add(page, timings);
        while (page.next() != null && timings.size() < MOST_TIMINGS) {
            page = searches.next(caller, target, page.next());
            add(page, timings);
        }
        return timings;
    }

    private void add(SearchPage page, List<Timing> timings) {
        page.matches().stream()
                .map(stored -> VisitResource.timing(records.bodies().open(Objects.requireNonNull(stored.body()))))
                .filter(Objects::nonNull)
                .forEach(timings::add);
    }

    private List<Stored> search(Caller caller, List<Argument> criteria) {
        if (!caller.may(Interaction.SEARCH, ENCOUNTER)) {
            return List.of();
        }
        List<Argument> arguments = new ArrayList<>(criteria);
        arguments.add(new Argument("_count", Integer.toString(MOST)));
        return searches.run(
                        caller,
                        new SearchRequest(new org.throughline.search.query.Target.OfType(ENCOUNTER), arguments, true))
                .matches();
    }

    /**
     * A visit by its Encounter's id.
     *
     * @throws Failed when there is no such one for this caller
     */
    public OpenVisit find(Caller caller, String id) {
        OpenVisit visit = read(records.read(caller, ENCOUNTER, id));
        if (visit == null) {
            throw new Failed(new Failure.NotFound("There is no such visit."));
        }
        return visit;
    }

    /** Begins the visit of somebody who has no appointment; the Encounter's id. */
    public String start(Caller caller, Arrival arrival) {
        return write(caller, Action.CREATE, List.of(beginning(arrival))).getFirst();
    }

    /** What begins a visit, to be written with something else. */
    public static Intent beginning(Arrival arrival) {
        JsonObject encounter = VisitResource.of(arrival);
        return new Intent.Create(ENCOUNTER, () -> encounter, null, null);
    }

    /**
     * Brings a visit to another step, also back. When it is done, its appointment is fulfilled.
     *
     * @param version the version that was looked at
     * @param room where the patient is from now on; null when that does not change
     * @param zone in whose time it is written
     * @throws Failed with {@link Failure.PreconditionFailed} when somebody else has changed it meanwhile
     */
    public void bring(Caller caller, String id, int version, Step step, @Nullable Room room, ZoneId zone) {
        OpenVisit visit = find(caller, id);
        Instant now = clock.instant();
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById(ENCOUNTER, id),
                encounter -> VisitResource.at(encounter, step, room, now, zone),
                new Precondition.Version(version)));
        boolean ends = step == Step.DONE || visit.step() == Step.DONE;
        if (ends && !visit.appointment().isEmpty()) {
            JsonString status = new JsonString(step == Step.DONE ? "fulfilled" : "checked-in");
            intents.add(new Intent.Patch(
                    new Target.ById("Appointment", visit.appointment()),
                    appointment -> appointment.with("status", status),
                    Precondition.NONE));
        }
        write(caller, Action.UPDATE, intents);
    }

    /** Ends a visit; its appointment is fulfilled. Nothing when it is done already. */
    public void finish(Caller caller, String id, ZoneId zone) {
        OpenVisit visit = find(caller, id);
        if (visit.step() != Step.DONE) {
            bring(caller, id, visit.version(), Step.DONE, null, zone);
        }
    }

    /** What says that a visit never was, to be written with something else. */
    public static Intent callingOff(OpenVisit visit) {
        return new Intent.Patch(
                new Target.ById(ENCOUNTER, visit.id()),
                encounter -> encounter.with("status", new JsonString("entered-in-error")),
                new Precondition.Version(visit.version()));
    }

    private List<String> write(Caller caller, Action action, List<Intent> intents) {
        return records
                .write(
                        caller,
                        intents,
                        (at, written, patients) -> Access.of(
                                at,
                                caller,
                                action,
                                types.number(ENCOUNTER),
                                ENCOUNTER,
                                action == Action.CREATE ? 201 : 200,
                                patients))
                .stream()
                .map(outcome -> Objects.requireNonNull(outcome.stored()).id())
                .toList();
    }

    private @Nullable OpenVisit read(Stored stored) {
        JsonObject encounter = records.bodies().open(Objects.requireNonNull(stored.body()));
        return Parts.text(encounter, "status").isEmpty() ? null : VisitResource.read(encounter, stored.version());
    }
}
