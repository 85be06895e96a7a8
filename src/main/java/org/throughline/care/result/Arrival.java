package org.throughline.care.result;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.entry.Concept;
import org.throughline.care.task.ToAcknowledge;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Gate;

/**
 * Sees to it that no report comes in, or is changed, unseen: within the transaction that writes it, whoever writes it, it is
 * tagged as waiting for somebody. A report that comes in and is older than a month is history that somebody brought along,
 * and waits for nobody.
 */
public final class Arrival implements Gate {
    static final Duration NEWS = Duration.ofDays(30);

    private static final Set<String> REPORTS = Set.of("DiagnosticReport");
    private static final Set<String> TOLD =
            Set.of("partial", "preliminary", "final", "amended", "corrected", "appended");
    private static final Set<String> WITHDRAWN = Set.of("entered-in-error", "cancelled");

    /** What a reader of a report does not see of it. */
    private static final List<String> UNSEEN =
            List.of("meta", "text", "id", "resultsInterpreter", "basedOn", "performer", "issued", "encounter");

    private final InstantSource clock;

    public Arrival(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Set<String> types(Caller caller) {
        return REPORTS;
    }

    @Override
    public boolean asks(@Nullable JsonObject before, JsonObject after) {
        if (ToAcknowledge.is(after) || !REPORTS.contains(Concept.text(after, "resourceType"))) {
            return false;
        }
        String status = Concept.text(after, "status");
        if (!ReportKinds.isResult(after)) {
            return false;
        }
        if (before == null) {
            return TOLD.contains(status) && isNews(after);
        }
        boolean forgotten = ToAcknowledge.is(before) && !ToAcknowledge.isDone(after);
        boolean followed = ToAcknowledge.is(before) || ToAcknowledge.isDone(before);
        boolean changed = !seen(before).equals(seen(after));
        return (forgotten || (changed && (followed || isNews(after))))
                && (TOLD.contains(status) || (WITHDRAWN.contains(status) && followed));
    }

    private boolean isNews(JsonObject report) {
        String when = Concept.text(report, "issued").isEmpty()
                ? Concept.text(report, "effectiveDateTime")
                : Concept.text(report, "issued");
        Instant moment = ReportReader.moment(when);
        return when.isEmpty() || moment.isAfter(clock.instant().minus(NEWS));
    }

    private static JsonObject seen(JsonObject report) {
        JsonObject seen = report;
        for (String name : UNSEEN) {
            seen = seen.without(name);
        }
        return seen;
    }

    @Override
    public List<JsonObject> pass(
            OpenTransaction transaction, Caller caller, Visible visible, List<JsonObject> reports) {
        return reports.stream()
                .map(each -> ToAcknowledge.on(each, ToAcknowledge.urgency(each)))
                .toList();
    }
}
