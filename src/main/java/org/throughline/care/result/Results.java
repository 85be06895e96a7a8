package org.throughline.care.result;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.ToAcknowledge;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
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
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.lab.Range;

/**
 * Enters, reads and acknowledges reports, within the caller's rights. What is changed is named with the version that was
 * looked at: when it has changed meanwhile, nothing is written.
 */
public final class Results {
    /** The longest comment. */
    public static final int LONGEST = 2_000;

    private static final String REPORT = "DiagnosticReport";
    private static final String LABORATORY = "http://snomed.info/sct|108252007";
    private static final int MOST = 100;
    private static final String SAME = "urn:uuid:00000000-0000-4000-8000-";

    private final Records records;
    private final Finder finder;
    private final Types types;
    private final Labs labs;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone a day is a day */
    public Results(Records records, Searches searches, Types types, Labs labs, Clock clock) {
        this.records = records;
        this.finder = new Finder(records, searches);
        this.types = types;
        this.labs = labs;
        this.clock = clock;
    }

    /** Whether somebody may say that they looked at reports: those who order, and not who only enters results. */
    public static boolean mayAcknowledge(Caller caller) {
        return caller.may(Interaction.UPDATE, REPORT) && caller.may(Interaction.CREATE, "ServiceRequest");
    }

    /** Whether somebody may enter results. */
    public static boolean mayEnter(Caller caller) {
        return caller.may(Interaction.CREATE, REPORT) && caller.may(Interaction.CREATE, "Observation");
    }

    /** The tests of a patient that were ordered and are not reported, the oldest first. */
    public List<Order> ordered(Caller caller, String patient) {
        if (!caller.may(Interaction.SEARCH, "ServiceRequest")) {
            return List.of();
        }
        return finder
                .find(
                        caller,
                        "ServiceRequest",
                        MOST,
                        Finder.of("patient", "Patient/" + patient),
                        Finder.of("status", "active"),
                        Finder.of("_sort", "authored"))
                .matches()
                .stream()
                .map(Order::of)
                .filter(order -> lab(order.code()).isPresent())
                .toList();
    }

    /** The laboratory tests of all patients that were ordered and are not reported, the oldest first. */
    public List<Order> outstanding(Caller caller, int most) {
        return finder
                .find(
                        caller,
                        "ServiceRequest",
                        most,
                        Finder.of("status", "active"),
                        Finder.of("category", LABORATORY),
                        Finder.of("_sort", "authored"))
                .matches()
                .stream()
                .map(Order::of)
                .toList();
    }

    /** The test or panel that an order names, by its code, else by its name. */
    public Optional<Lab> lab(Concept code) {
        return code.codings().stream()
                .filter(coding -> coding.system().equals(Coding.LOINC))
                .flatMap(coding -> labs.byLoinc(coding.code()).stream())
                .findFirst()
                .or(() -> labs.named(code.text()));
    }

    /** What is usual of a test for a patient today. */
    public Map<Lab, Range> ranges(Caller caller, String patient, List<Lab> tests) {
        Whose whose = Whose.of(finder.read(caller, "Patient", patient));
        return tests.stream()
                .filter(each -> whose.range(labs, each, today()).isPresent())
                .collect(Collectors.toMap(
                        each -> each, each -> whose.range(labs, each, today()).orElseThrow(), (one, same) -> one));
    }

    /** The reports of a patient that somebody is still to look at, the newest first. */
    public List<Report> waiting(Caller caller, String patient) {
        return finder.reports(
                caller,
                MOST,
                Finder.of("patient", "Patient/" + patient),
                Finder.of("_tag", "urn:throughline:code|to-acknowledge"),
                Finder.of("_sort", "-date"));
    }

    /** The newest reports of a patient, the newest first. */
    public List<Report> newest(Caller caller, String patient, int most) {
        Finder.Found found = finder.find(
                caller,
                REPORT,
                most,
                Finder.of("patient", "Patient/" + patient),
                Finder.of("_sort", "-date"),
                Finder.of("_include", "DiagnosticReport:result"),
                Finder.of("_include:iterate", "Observation:has-member"));
        return found.matches().stream()
                .filter(ReportKinds::isResult)
                .map(report -> ReportReader.read(report, found.referred()))
                .toList();
    }

    /**
     * A report of a patient.
     *
     * @throws Failed with {@link Failure.NotFound} when this patient has no such report
     */
    public Report report(Caller caller, String patient, String id) {
        read(caller, patient, id);
        return finder.reports(caller, 1, Finder.of("_id", id)).stream()
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such report of this patient.")));
    }

    /** Who has looked at a report, the newest first. */
    public List<Report.Look> looks(Caller caller, String id) {
        return finder
                .find(
                        caller,
                        "Task",
                        MOST,
                        Finder.of("focus", REPORT + "/" + id),
                        Finder.of("code", LookResource.CODE),
                        Finder.of("status", "completed"),
                        Finder.of("_sort", "-authored-on"))
                .matches()
                .stream()
                .map(LookResource::read)
                .toList();
    }

    /**
     * Enters a report with its values, all or nothing; its id. The order that asked for it is done with it.
     *
     * @throws Failed with {@link Failure.Invalid} when it says nothing
     */
    public String enter(Entries.Chart chart, NewReport wanted) {
        if (wanted.isEmpty()) {
            throw new Failed(new Failure.Invalid("required", "values", "Enter a value or a conclusion."));
        }
        Order order = wanted.order();
        if (order != null && !order.patient().equals(chart.patient())) {
            throw new Failed(new Failure.Conflict("This order is of another patient. Nothing was written."));
        }
        Whose whose = Whose.of(finder.read(chart.caller(), "Patient", chart.patient()));
        LocalDate day = wanted.taken().atZone(clock.getZone()).toLocalDate();
        List<Intent> intents = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (NewReport.Value value : wanted.values()) {
            if (value.typed() instanceof Typed.Nothing) {
                continue;
            }
            String url = SAME + String.format("%012d", values.size());
            JsonObject observation = ReportResource.observation(
                    chart.patient(),
                    wanted,
                    value,
                    whose.range(labs, value.lab(), day),
                    chart.author(),
                    clock.instant());
            values.add(url);
            intents.add(new Intent.Create("Observation", () -> observation, null, url));
        }
        JsonObject report = ToAcknowledge.on(
                ReportResource.report(chart.patient(), wanted, values, chart.author(), clock.instant()),
                wanted.told().critical()
                        ? ToAcknowledge.Urgency.CRITICAL
                        : Flags.urgency(wanted.values().stream()
                                .flatMap(each ->
                                        Flags.of(each.lab(), each.typed(), whose.range(labs, each.lab(), day))
                                                .stream())));
        intents.addFirst(new Intent.Create(REPORT, () -> report, null, null));
        DoneHere here = wanted.here();
        if (here != null) {
            JsonObject asked = here.order(chart.patient(), wanted.panel(), clock.instant());
            intents.add(new Intent.Create("ServiceRequest", () -> asked, null, DoneHere.ORDER));
        }
        if (order != null && wanted.whole()) {
            intents.add(new Intent.Patch(
                    new Target.ById("ServiceRequest", order.id()), Results::fulfilled, Precondition.NONE));
        }
        return write(chart, intents, Action.CREATE, Records.Company.NONE);
    }

    /**
     * Enters a test that was ordered and done here. Whoever ordered it and entered it has looked at it.
     *
     * @throws Failed with {@link Failure.Invalid} when it says nothing, or the kit cannot be relied on
     */
    public String enterHere(Entries.Chart chart, NewReport wanted) {
        DoneHere here = Objects.requireNonNull(wanted.here());
        here.faults(today()).forEach((field, message) -> {
            throw new Failed(new Failure.Invalid("value", field, message));
        });
        String id = enter(chart, wanted.noting(here.words()));
        Author author = chart.author();
        if (author != null && author.reference().equals(here.by().reference()) && mayAcknowledge(chart.caller())) {
            acknowledge(chart, id, 1, "");
        }
        return id;
    }

    static JsonObject fulfilled(JsonObject order) {
        if (!"active".equals(order.text("status"))) {
            throw new Failed(
                    new Failure.Conflict("Somebody else has ended this order meanwhile. Nothing was written."));
        }
        return order.with("status", new JsonString("completed"));
    }

    /**
     * Corrects values of a report, which then waits again for whoever looked at it.
     *
     * @param values those that are different now, by the ids of their Observations
     * @param version of the report that was looked at
     */
    public void correct(Entries.Chart chart, String id, int version, Map<String, NewReport.Value> values) {
        JsonObject before = read(chart.caller(), chart.patient(), id);
        Whose whose = Whose.of(finder.read(chart.caller(), "Patient", chart.patient()));
        List<Intent> intents = new ArrayList<>();
        Report report = report(chart.caller(), chart.patient(), id);
        values.forEach((observation, value) -> {
            if (report.lines().stream().noneMatch(line -> line.id().equals(observation))) {
                throw new Failed(new Failure.NotFound("There is no such value in this report."));
            }
            LocalDate day =
                    ReportReader.moment(report.taken()).atZone(clock.getZone()).toLocalDate();
            intents.add(new Intent.Patch(
                    new Target.ById("Observation", observation),
                    each -> ReportResource.said(each, value, whose.range(labs, value.lab(), day))
                            .with("status", new JsonString("corrected")),
                    Precondition.NONE));
        });
        if (intents.isEmpty()) {
            throw new Failed(new Failure.Invalid("required", "values", "Nothing is different."));
        }
        ToAcknowledge.Urgency urgency = Flags.urgency(Stream.concat(
                report.lines().stream()
                        .filter(line -> !values.containsKey(line.id()))
                        .flatMap(line -> line.flag().stream()),
                values.values().stream()
                        .flatMap(each ->
                                Flags.of(each.lab(), each.typed(), whose.range(labs, each.lab(), today())).stream())));
        String issued = ReportResource.time(clock.instant());
        intents.addFirst(new Intent.Patch(
                new Target.ById(REPORT, Concept.text(before, "id")),
                each -> ToAcknowledge.on(
                        each.with("status", new JsonString("corrected")).with("issued", new JsonString(issued)),
                        urgency),
                new Precondition.Version(version)));
        change(chart, intents, Records.Company.NONE);
    }

    /**
     * Says that the caller looked at a report. What others were told because nobody looked is over with it.
     *
     * @param version of the report that was looked at
     * @param comment empty for none
     */
    public void acknowledge(Entries.Chart chart, String id, int version, String comment) {
        if (!mayAcknowledge(chart.caller())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        if (comment.length() > LONGEST) {
            throw new Failed(new Failure.Invalid("value", "comment", "Write " + LONGEST + " letters at most."));
        }
        read(chart.caller(), chart.patient(), id);
        JsonObject look = LookResource.create(chart.patient(), id, version, by(chart), comment, clock.instant());
        List<Intent> intents = new ArrayList<>();
        intents.add(
                new Intent.Patch(new Target.ById(REPORT, id), ToAcknowledge::done, new Precondition.Version(version)));
        intents.add(new Intent.Create("Task", () -> look, null, null));
        pressing(chart.caller(), id)
                .forEach(task -> intents.add(new Intent.Patch(
                        new Target.ById("Task", Concept.text(task, "id")),
                        each -> each.with("status", new JsonString("completed"))
                                .with("lastModified", new JsonString(ReportResource.time(clock.instant()))),
                        Precondition.NONE)));
        change(chart, intents, Records.Company.FINISHING);
    }

    /** The tasks that others were given because nobody looked at a report, as far as the caller may see them. */
    private List<JsonObject> pressing(Caller caller, String id) {
        return finder.find(
                        caller,
                        "Task",
                        MOST,
                        Finder.of("focus", REPORT + "/" + id),
                        Finder.of("code", Pressing.CODE),
                        Finder.of("status", "requested,in-progress"))
                .matches();
    }

    /**
     * Gives a report to somebody else, who is then to look at it.
     *
     * @param version of the report that was looked at
     */
    public void forward(Entries.Chart chart, String id, int version, Recipient to) {
        if (!mayAcknowledge(chart.caller())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        if (!(to.addressee() instanceof Addressee.Person(String reference))) {
            throw new Failed(new Failure.Invalid("value", "to", "Choose a person."));
        }
        read(chart.caller(), chart.patient(), id);
        change(
                chart,
                List.of(new Intent.Patch(
                        new Target.ById(REPORT, id),
                        each -> ToAcknowledge.on(
                                each.with(
                                        "resultsInterpreter", JsonArray.of(Author.reference(reference, to.display()))),
                                ToAcknowledge.urgency(each)),
                        new Precondition.Version(version))),
                Records.Company.FINISHING);
    }

    private static JsonObject by(Entries.Chart chart) {
        return chart.author() == null
                ? JsonObject.of("display", new JsonString(chart.caller().display()))
                : chart.author().json();
    }

    private JsonObject read(Caller caller, String patient, String id) {
        Stored stored = records.read(caller, REPORT, id);
        if (stored.deleted() || stored.patient() != Address.of("Patient", patient)) {
            throw new Failed(new Failure.NotFound("There is no such report of this patient."));
        }
        return finder.open(stored);
    }

    private void change(Entries.Chart chart, List<Intent> intents, Records.Company company) {
        try {
            write(chart, intents, Action.UPDATE, company);
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("This report has changed meanwhile. Look again."), e)
                    : e;
        }
    }

    private String write(Entries.Chart chart, List<Intent> intents, Action action, Records.Company company) {
        Caller caller = chart.caller();
        List<Outcome> outcomes = records.write(
                caller,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        caller,
                        action,
                        types.number(REPORT),
                        written.isEmpty() ? REPORT : REPORT + "/" + id(written),
                        action == Action.CREATE ? 201 : 200,
                        patients),
                company);
        return id(outcomes);
    }

    private static String id(List<Outcome> outcomes) {
        return Objects.requireNonNull(outcomes.getFirst().stored()).id();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
