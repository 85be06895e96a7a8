package org.throughline.care.result;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.task.ToAcknowledge;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Outcome;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.Searches;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.Labs;

/**
 * Finds out whose a report is that came from elsewhere: the order that asked for it, who is to look at it and how soon. A
 * value of a laboratory that is in no report gets one; one that was corrected lets its report wait again; and whoever looked
 * at what was since corrected is told. Runs from time to time, in as many processes as there are: each write names the
 * version that was looked at.
 */
public final class Sorting {
    private static final Caller PRODUCT = new Caller("results", "Results", Rights.EVERYTHING);
    private static final int MOST = 200;
    private static final int AT_ONCE = 50;

    /** So many reports are sorted before others are told of what waits; the rest is sorted the next time. */
    private static final int AT_A_TIME = 300;

    /** Values that come before their report are given time for it to come. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final Duration AT_FIRST = Duration.ofDays(7);
    private static final String AGAIN = "look-again";

    private final Records records;
    private final Finder finder;
    private final Types types;
    private final Labs labs;
    private final Clock clock;
    private final Visited visited = new Visited(PATIENCE);
    private Instant since;

    /** @param clock of the practice, in whose time zone a day is a day */
    public Sorting(Records records, Searches searches, Types types, Labs labs, Clock clock) {
        this.records = records;
        this.finder = new Finder(records, searches);
        this.types = types;
        this.labs = labs;
        this.clock = clock;
        this.since = clock.instant().minus(AT_FIRST);
    }

    /**
     * Sorts what has come since it was called last.
     *
     * @return how many reports were changed
     */
    public synchronized int run() {
        Instant now = clock.instant();
        String from = ReportResource.time(since.minus(OVERLAP).minus(PATIENCE));
        int changed = values(from, now);
        List<JsonObject> wanted = visited.wanted(reports(from), now);
        for (JsonObject report : wanted.subList(0, Math.min(wanted.size(), AT_A_TIME))) {
            changed += sort(report) ? 1 : 0;
            visited.note(report, now);
        }
        if (wanted.size() <= AT_A_TIME) {
            since = now;
        }
        return changed;
    }

    private List<JsonObject> reports(String from) {
        return finder.all(
                PRODUCT,
                "DiagnosticReport",
                Finder.of("_tag", "urn:throughline:code|to-acknowledge"),
                Finder.of("_lastUpdated", "ge" + from),
                Finder.of("_sort", "-_lastUpdated"));
    }

    /** Values without a report get one, and corrected ones let theirs wait again. */
    private int values(String from, Instant now) {
        List<JsonObject> values = finder
                .all(
                        PRODUCT,
                        "Observation",
                        Finder.of("category", "laboratory"),
                        Finder.of("status", "final,amended,corrected,preliminary"),
                        Finder.of("_lastUpdated", "ge" + from),
                        Finder.of("date", "ge" + ReportResource.time(now.minus(Arrival.NEWS))),
                        Finder.of("_sort", "-_lastUpdated"))
                .stream()
                .filter(value -> updated(value).isBefore(now.minus(PATIENCE)) || isCorrected(value))
                .toList();
        Map<String, JsonObject> holding = holding(values);
        int changed = 0;
        for (JsonObject value : values) {
            JsonObject report = holding.get(Finder.reference(value));
            List<Intent> intents = report == null ? lone(value, now) : unseen(value, report, now);
            changed += !intents.isEmpty() && write(intents) ? 1 : 0;
        }
        return changed;
    }

    /** The reports that hold values, by the references of these. */
    private Map<String, JsonObject> holding(List<JsonObject> values) {
        Map<String, JsonObject> holding = new HashMap<>();
        for (int from = 0; from < values.size(); from += AT_ONCE) {
            List<JsonObject> some = values.subList(from, Math.min(values.size(), from + AT_ONCE));
            String references = some.stream().map(Finder::reference).collect(Collectors.joining(","));
            finder.find(PRODUCT, "DiagnosticReport", MOST, Finder.of("result", references))
                    .matches()
                    .forEach(report -> report.objects("result")
                            .forEach(each -> holding.put(Concept.text(each, "reference"), report)));
        }
        return holding;
    }

    private static List<Intent> lone(JsonObject value, Instant now) {
        return updated(value).isBefore(now.minus(PATIENCE)) ? List.of(reportOf(value)) : List.of();
    }

    private static List<Intent> unseen(JsonObject value, JsonObject report, Instant now) {
        boolean changed = isCorrected(value)
                && ToAcknowledge.isDone(report)
                && updated(value).isAfter(updated(report));
        return changed
                ? List.of(patch(
                        report,
                        each -> ToAcknowledge.on(
                                each.with("status", new JsonString("corrected"))
                                        .with("issued", new JsonString(ReportResource.time(now))),
                                Urgency.ABNORMAL)))
                : List.of();
    }

    private static boolean isCorrected(JsonObject value) {
        return Set.of("amended", "corrected").contains(Concept.text(value, "status"));
    }

    private static Intent reportOf(JsonObject value) {
        JsonObject.Builder report = JsonObject.builder().add("resourceType", "DiagnosticReport");
        if (value.has("basedOn")) {
            report.add("basedOn", Objects.requireNonNull(value.get("basedOn")));
        }
        report.add("status", Concept.text(value, "status"))
                .add(
                        "category",
                        JsonArray.of(Concept.of("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB", "Laboratory")))
                .add("code", Objects.requireNonNull(value.get("code")));
        for (String same : List.of("subject", "effectiveDateTime", "issued", "performer")) {
            if (value.has(same)) {
                report.add(same, Objects.requireNonNull(value.get(same)));
            }
        }
        JsonObject made = ToAcknowledge.on(
                report.add("result", ReportResource.references(Finder.reference(value)))
                        .build(),
                Urgency.ROUTINE);
        return new Intent.Create("DiagnosticReport", () -> made, "result=" + Finder.reference(value), null);
    }

    private boolean sort(JsonObject report) {
        Optional<JsonObject> patient = patient(report);
        Optional<Order> order = order(report, patient.map(Finder::reference));
        JsonObject sorted = report;
        if (order.isPresent() && report.objects("basedOn").isEmpty()) {
            sorted = sorted.with(
                    "basedOn",
                    ReportResource.references("ServiceRequest/" + order.get().id()));
        }
        Optional<JsonObject> reader = reader(report, order, patient);
        if (reader.isPresent() && report.objects("resultsInterpreter").isEmpty()) {
            sorted = sorted.with("resultsInterpreter", JsonArray.of(reader.get()));
        }
        sorted = RequesterFirst.in(sorted, order);
        sorted = ToAcknowledge.on(sorted, urgency(report, patient));
        List<Intent> intents = new ArrayList<>();
        if (!sorted.equals(report)) {
            JsonObject wanted = sorted;
            intents.add(patch(report, ignored -> wanted));
        }
        if (Set.of("final", "amended", "corrected").contains(Concept.text(report, "status"))) {
            order.filter(each -> isActive(each.id()))
                    .ifPresent(each -> intents.add(new Intent.Patch(
                            new Target.ById("ServiceRequest", each.id()),
                            request -> request.with("status", new JsonString("completed")),
                            new Precondition.Version(each.version()))));
        }
        intents.addAll(again(sorted, reader));
        return !intents.isEmpty() && write(intents);
    }

    private boolean isActive(String order) {
        return "active".equals(finder.read(PRODUCT, "ServiceRequest", order).text("status"));
    }

    private Optional<JsonObject> patient(JsonObject report) {
        JsonObject subject = Objects.requireNonNullElse(report.object("subject"), JsonObject.EMPTY);
        return read(Concept.text(subject, "reference"), "Patient/");
    }

    private Optional<JsonObject> read(String reference, String type) {
        if (!reference.startsWith(type)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    finder.read(PRODUCT, type.substring(0, type.length() - 1), reference.substring(type.length())));
        } catch (Failed e) {
            return Optional.empty(); // it is gone, and so it tells nothing
        }
    }

    /** The order that it names; else the one order of the patient that is out for the same code. */
    private Optional<Order> order(JsonObject report, Optional<String> patient) {
        Optional<Order> named = report.objects("basedOn").stream()
                .flatMap(each -> read(Concept.text(each, "reference"), "ServiceRequest/").stream())
                .map(Order::of)
                .findFirst();
        if (named.isPresent() || patient.isEmpty()) {
            return named;
        }
        Set<Coding> codes = bare(Concept.of(report.object("code")));
        List<Order> fitting = finder
                .find(
                        PRODUCT,
                        "ServiceRequest",
                        MOST,
                        Finder.of("patient", patient.get()),
                        Finder.of("status", "active"))
                .matches()
                .stream()
                .map(Order::of)
                .filter(order -> bare(order.code()).stream().anyMatch(codes::contains))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private static Set<Coding> bare(Concept concept) {
        return concept.codings().stream()
                .map(each -> new Coding(each.system(), each.code(), ""))
                .collect(Collectors.toSet());
    }

    /** Who is to look at it: whom it names; else whoever ordered it; else the patient's own clinician. */
    private static Optional<JsonObject> reader(JsonObject report, Optional<Order> order, Optional<JsonObject> patient) {
        return report.objects("resultsInterpreter").stream()
                .findFirst()
                .or(() -> order.filter(Order::hasRequester).map(Order::requester))
                .or(() -> patient.stream()
                        .flatMap(each -> each.objects("generalPractitioner").stream())
                        .filter(each -> Concept.text(each, "reference").startsWith("Practitioner"))
                        .findFirst());
    }

    private Urgency urgency(JsonObject report, Optional<JsonObject> patient) {
        Judged judged = new Judged(labs, patient.map(Whose::of).orElse(new Whose(null, null)), LocalDate.now(clock));
        Urgency said = ToAcknowledge.urgency(report);
        Map<String, JsonObject> values = finder.find(
                        PRODUCT,
                        "DiagnosticReport",
                        1,
                        Finder.of("_id", Concept.text(report, "id")),
                        Finder.of("_include", "DiagnosticReport:result"),
                        Finder.of("_include:iterate", "Observation:has-member"))
                .referred();
        return values.values().stream()
                .map(judged::urgency)
                .max(Enum::compareTo)
                .filter(each -> each.compareTo(said) > 0)
                .orElse(said);
    }

    /** Those who looked at it before it was changed, but for who is to look at it anyway, are asked to look again. */
    private List<Intent> again(JsonObject report, Optional<JsonObject> reader) {
        Set<String> told = new HashSet<>();
        reader.ifPresent(each -> told.add(Concept.text(each, "reference")));
        List<Intent> intents = new ArrayList<>();
        finder
                .find(
                        PRODUCT,
                        "Task",
                        MOST,
                        Finder.of("focus", Finder.reference(report)),
                        Finder.of("code", LookResource.CODE),
                        Finder.of("status", "completed"))
                .matches()
                .stream()
                .map(task -> Objects.requireNonNullElse(task.object("owner"), JsonObject.EMPTY))
                .filter(owner -> Concept.text(owner, "reference").startsWith("Practitioner"))
                .filter(owner -> told.add(Concept.text(owner, "reference")))
                .forEach(owner -> intents.add(again(report, owner)));
        return intents;
    }

    private Intent again(JsonObject report, JsonObject owner) {
        String now = ReportResource.time(clock.instant());
        String issued = Concept.text(report, "issued");
        JsonObject.Builder task = JsonObject.builder()
                .add("resourceType", "Task")
                .add("status", "requested")
                .add("intent", "order")
                .add("priority", "urgent")
                .add("code", Concept.of("urn:throughline:code", AGAIN, "Look again"))
                .add("description", "A result that you acknowledged was changed: look again")
                .add("focus", Author.reference(Finder.reference(report), ""));
        if (report.has("subject")) {
            task.add("for", Objects.requireNonNull(report.get("subject")));
        }
        JsonObject made = task.add("authoredOn", now)
                .add("lastModified", now)
                .add("requester", JsonObject.of("display", new JsonString("Results")))
                .add("owner", owner)
                .build();
        return new Intent.Create(
                "Task",
                () -> made,
                "focus=" + Finder.reference(report) + "&code=" + AGAIN + "&owner=" + Concept.text(owner, "reference")
                        + (issued.isEmpty() ? "" : "&authored-on=ge" + issued),
                null);
    }

    private static Intent patch(JsonObject resource, UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(
                new Target.ById(Concept.text(resource, "resourceType"), Concept.text(resource, "id")),
                edit,
                new Precondition.Version(ReportReader.version(resource)));
    }

    static Instant updated(JsonObject resource) {
        JsonObject meta = Objects.requireNonNullElse(resource.object("meta"), JsonObject.EMPTY);
        return ReportReader.moment(Concept.text(meta, "lastUpdated"));
    }

    private static String reference(Outcome outcome) {
        Stored stored = Objects.requireNonNull(outcome.stored());
        return stored.type() + "/" + stored.id();
    }

    private boolean write(List<Intent> intents) {
        try {
            records.write(
                    PRODUCT,
                    intents,
                    (at, written, patients) -> Access.of(
                            at,
                            PRODUCT,
                            Action.UPDATE,
                            types.number("DiagnosticReport"),
                            written.isEmpty() ? "results" : reference(written.getFirst()),
                            200,
                            patients));
            return true;
        } catch (Failed e) {
            if (e.failure() instanceof Failure.PreconditionFailed || e.failure() instanceof Failure.Conflict) {
                return false; // somebody else has changed it meanwhile: it is looked at again next time
            }
            throw e;
        }
    }
}
