package org.throughline.care.result;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.task.ToAcknowledge;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.record.protection.Held;
import org.throughline.search.Searches;

/**
 * Enters cultures and brings them on, from what is seen first to what is final. What a report says now takes the place of what it
 * said before, which stays in the history; it then waits again for whoever looked at it.
 */
public final class CultureEntry {
    private static final String REPORT = "DiagnosticReport";

    private final Records records;
    private final Finder finder;
    private final Types types;
    private final Clock clock;

    public CultureEntry(Records records, Searches searches, Types types, Clock clock) {
        this.records = records;
        this.finder = new Finder(records, searches);
        this.types = types;
        this.clock = clock;
    }

    /** Enters a culture, all or nothing; the report's id. The order that asked for it is done with it when it is final. */
    public String enter(Entries.Chart chart, NewCulture wanted) {
        requireSaid(wanted);
        Order order = wanted.order();
        if (order != null && !order.patient().equals(chart.patient())) {
            throw new Failed(new Failure.Conflict("This order is of another patient. Nothing was written."));
        }
        CultureResource resource = resource(chart, wanted, null);
        CultureResource.Written values = resource.values();
        JsonObject report = ToAcknowledge.on(resource.report(values.results()), urgency(wanted));
        List<Intent> intents = new ArrayList<>(values.intents());
        intents.addFirst(new Intent.Create(REPORT, () -> report, null, null));
        if (order != null && wanted.whole()) {
            intents.add(new Intent.Patch(
                    new Target.ById("ServiceRequest", order.id()), Results::fulfilled, Precondition.NONE));
        }
        return write(chart.caller(), intents, Action.CREATE);
    }

    /**
     * Says what a culture shows now.
     *
     * @param version of the report that was looked at
     * @throws Failed with {@link Failure.Conflict} when it has changed meanwhile
     */
    public void bringOn(Entries.Chart chart, String id, int version, NewCulture wanted) {
        requireSaid(wanted);
        JsonObject before = finder.read(chart.caller(), REPORT, id);
        CultureResource resource = resource(chart, wanted, Held.label(before));
        CultureResource.Written values = resource.values();
        boolean wasFinal = Set.of("final", "amended", "corrected", "appended").contains(Concept.text(before, "status"));
        String status = wasFinal ? "corrected" : resource.stage();
        String issued = ReportResource.time(clock.instant());
        List<Intent> intents = new ArrayList<>(values.intents());
        intents.addFirst(new Intent.Patch(
                new Target.ById(REPORT, id),
                report -> ToAcknowledge.on(
                        resource.said(report, values.results())
                                .with("status", new JsonString(status))
                                .with("issued", new JsonString(issued)),
                        urgency(wanted)),
                new Precondition.Version(version)));
        earlier(chart.caller(), id)
                .forEach(each -> intents.add(new Intent.Patch(
                        new Target.ById("Observation", Concept.text(each, "id")),
                        value -> value.with("status", new JsonString("entered-in-error")),
                        Precondition.NONE)));
        try {
            write(chart.caller(), intents, Action.UPDATE);
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("This report has changed meanwhile. Look again."), e)
                    : e;
        }
    }

    private Stream<JsonObject> earlier(Caller caller, String report) {
        return finder
                .find(
                        caller,
                        REPORT,
                        1,
                        Finder.of("_id", report),
                        Finder.of("_include", "DiagnosticReport:result"),
                        Finder.of("_include:iterate", "Observation:has-member"))
                .referred()
                .values()
                .stream()
                .filter(each -> "Observation".equals(each.text("resourceType")));
    }

    private CultureResource resource(Entries.Chart chart, NewCulture wanted, @Nullable JsonObject label) {
        return new CultureResource(chart.patient(), wanted, chart.author(), clock.instant(), label);
    }

    private static void requireSaid(NewCulture wanted) {
        if (wanted.isEmpty()) {
            throw new Failed(new Failure.Invalid("required", "outcome", "Say what grew, or that nothing did."));
        }
    }

    private static ToAcknowledge.Urgency urgency(NewCulture wanted) {
        if (wanted.critical()) {
            return ToAcknowledge.Urgency.CRITICAL;
        }
        boolean abnormal = !wanted.isolates().isEmpty()
                || wanted.test()
                        .flag(wanted.outcome())
                        .filter(each -> each.isAbnormal())
                        .isPresent();
        return abnormal ? ToAcknowledge.Urgency.ABNORMAL : ToAcknowledge.Urgency.ROUTINE;
    }

    private String write(Caller caller, List<Intent> intents, Action action) {
        List<Outcome> outcomes = records.write(
                caller,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        caller,
                        action,
                        types.number(REPORT),
                        REPORT + "/" + id(written),
                        action == Action.CREATE ? 201 : 200,
                        patients));
        return id(outcomes);
    }

    private static String id(List<Outcome> outcomes) {
        return Objects.requireNonNull(outcomes.getFirst().stored()).id();
    }
}
