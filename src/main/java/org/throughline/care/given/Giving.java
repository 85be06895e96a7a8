package org.throughline.care.given;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.check.Checks;
import org.throughline.care.check.Looked;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.medication.DosageWords;
import org.throughline.care.medication.Dosages;
import org.throughline.care.medication.DrugReader;
import org.throughline.care.medication.Origin;
import org.throughline.care.medication.Statements;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Visits;
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
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Step;
import org.throughline.terminology.sig.Timing;

/** Gives what is ordered to be given here, and says what was given. */
public final class Giving {
    private static final String REQUEST = "MedicationRequest";
    private static final String ADMINISTRATION = "MedicationAdministration";
    private static final String MOST = "200";
    private static final String MOST_TRIED = "1000";
    /** In minutes. */
    private static final BigDecimal HALF_A_DAY = BigDecimal.valueOf(12 * 60);

    /** When it was last given or tried, in an order that goes on. */
    private static final String TRIED = "urn:throughline:given-or-tried";

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Records records;
    private final Searches searches;
    private final Checks checks;
    private final Visits visits;
    private final DrugReader drugs;
    private final Types types;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone days begin */
    public Giving(
            Records records, Searches searches, Checks checks, Visits visits, Drugs drugs, Types types, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.checks = checks;
        this.visits = visits;
        this.drugs = new DrugReader(drugs);
        this.types = types;
        this.clock = clock;
    }

    /** Whether somebody may give. */
    public static boolean may(Caller caller) {
        return caller.may(Interaction.CREATE, ADMINISTRATION) && caller.may(Interaction.UPDATE, REQUEST);
    }

    /**
     * What is to be given today, the oldest order first.
     *
     * @param patient the Patient's id; empty for all patients that the caller may see
     */
    public List<ToGive> toGive(Caller caller, String patient) {
        List<Argument> arguments = new ArrayList<>(List.of(
                new Argument("status", "active"),
                new Argument(
                        "category",
                        Origin.givenHere().system() + "|" + Origin.givenHere().code()),
                new Argument("_sort", "authoredon"),
                new Argument("_count", MOST)));
        if (!patient.isEmpty()) {
            arguments.add(new Argument("patient", "Patient/" + patient));
        }
        LocalDate today = LocalDate.now(clock);
        List<JsonObject> requests = find(caller, REQUEST, arguments).stream()
                .filter(each -> isDue(each, today))
                .toList();
        Map<String, Tried> tried = tried(caller, requests);
        return requests.stream().map(each -> order(each, tried)).toList();
    }

    private static boolean isDue(JsonObject request, LocalDate today) {
        JsonObject dispense = request.object("dispenseRequest");
        LocalDate start = Parts.day(Parts.text(dispense == null ? null : dispense.object("validityPeriod"), "start"));
        return start == null || !start.isAfter(today);
    }

    /**
     * What became of an order so far.
     *
     * @param missed why it was not given the last time; empty when it was, or was not tried
     */
    private record Tried(String missed, ToGive.@Nullable Earlier given) {
        static final Tried NEVER = new Tried("", null);

        /** With what was before. */
        Tried after(JsonObject before) {
            return given != null || !"completed".equals(before.text("status"))
                    ? this
                    : new Tried(missed, Administrations.earlier(before));
        }
    }

    /** What became of requests so far, by their ids. */
    private Map<String, Tried> tried(Caller caller, List<JsonObject> requests) {
        if (requests.isEmpty() || !caller.may(Interaction.SEARCH, ADMINISTRATION)) {
            return Map.of();
        }
        String references = requests.stream()
                .map(each -> REQUEST + "/" + Parts.text(each, "id"))
                .collect(Collectors.joining(","));
        Map<String, Tried> tried = new HashMap<>();
        find(
                        caller,
                        ADMINISTRATION,
                        List.of(
                                new Argument("request", references),
                                new Argument("status", "completed,not-done"),
                                new Argument("_sort", "-effective-time"),
                                new Argument("_count", MOST_TRIED)))
                .forEach(each -> tried.merge(
                        Parts.idOf(each.object("request"), REQUEST),
                        new Tried("not-done".equals(each.text("status")) ? Statements.reason(each) : "", null)
                                .after(each),
                        (known, earlier) -> known.after(each)));
        return tried;
    }

    private ToGive order(JsonObject request, Map<String, Tried> tried) {
        Concept what = DrugReader.what(request, Map.of());
        Sig sig = Dosages.of(request).orElse(null);
        String id = Parts.text(request, "id");
        return new ToGive(
                id,
                Integer.parseInt(Parts.text(request.object("meta"), "versionId")),
                Parts.idOf(request.object("subject"), "Patient"),
                drugs.product(what).map(each -> each.name()).orElse(what.text()),
                DosageWords.of(Dosages.in(request)),
                drugs.meant(what).orElse(null),
                sig == null
                        || sig.steps().stream().allMatch(each -> each.timing().once()),
                sig == null || sig.steps().isEmpty()
                        ? ""
                        : sig.steps().getFirst().route().words(),
                Parts.text(request.object("requester"), "display"),
                Parts.text(request, "authoredOn"),
                tried.getOrDefault(id, Tried.NEVER).missed(),
                tried.getOrDefault(id, Tried.NEVER).given(),
                sig == null ? null : soon(sig),
                request);
    }

    /** Half of the shortest time between two doses; null for a single one. */
    private static @Nullable Duration soon(Sig sig) {
        return sig.steps().stream()
                .map(Step::timing)
                .filter(each -> !each.once())
                .map(Timing::mostPerDay)
                .max(Comparator.naturalOrder())
                .map(each -> Duration.ofMinutes(
                        HALF_A_DAY.divide(each, MathContext.DECIMAL32).longValue()))
                .orElse(null);
    }

    /** One that is to be given; empty when there is none, or it was given or stopped meanwhile. */
    public Optional<ToGive> toGive(Caller caller, String patient, String request) {
        return toGive(caller, patient).stream()
                .filter(each -> each.request().equals(request))
                .findFirst();
    }

    /** What the checks say of it now: facts may have changed since it was ordered. */
    public Looked look(Caller caller, ToGive order) {
        return checks.look(
                caller,
                order.patient(),
                List.of(order.resource()),
                Parts.text(order.resource().object("requester"), "reference"));
    }

    /** Why a second person must check it; empty when nobody must. */
    public String alert(Caller caller, ToGive order) {
        JsonObject person = open(records.read(caller, "Patient", order.patient()));
        return HighAlert.why(order.meant(), Parts.day(Parts.text(person, "birthDate")), LocalDate.now(clock))
                .orElse("");
    }

    /**
     * Says what was given, or that it was not.
     *
     * @param faults where what is wrong is put, by field; then nothing is written
     */
    public void give(Entries.Chart chart, ToGive order, Given given, Map<String, String> faults) {
        Author by = chart.author();
        if (by == null) {
            throw new Failed(new Failure.Forbidden("Your account is of nobody who can give medications."));
        }
        Caller caller = chart.caller();
        given.faults(alert(caller, order), by, LocalDate.now(clock)).forEach(faults::putIfAbsent);
        again(order, given).ifPresent(why -> faults.putIfAbsent("again", why));
        if (!faults.isEmpty()) {
            return;
        }
        JsonObject made = Administrations.of(
                order,
                given,
                by,
                visits.open(caller, chart.patient()).map(OpenVisit::id).orElse(null),
                clock.instant());
        List<Intent> intents = new ArrayList<>(List.of(new Intent.Create(ADMINISTRATION, () -> made, null, null)));
        boolean over = given.given() && given.last();
        intents.add(new Intent.Patch(
                new Target.ById(REQUEST, order.request()),
                request -> still(request, over, clock.instant()),
                new Precondition.Version(order.version())));
        records.write(
                caller,
                intents,
                (at, written, patients) ->
                        Access.of(at, caller, Action.CREATE, types.number(ADMINISTRATION), "given", 201, patients));
    }

    /** Why it may be the dose that was given already; empty when it is not. */
    private Optional<String> again(ToGive order, Given given) {
        ToGive.Earlier earlier = order.earlier();
        boolean changed = given.seen() != order.version();
        if (!given.given() || given.again() || (!changed && !order.isEarly(clock.instant()))) {
            return Optional.empty();
        }
        return Optional.of(
                earlier == null
                        ? "This order was changed since you opened it. Look at it again."
                        : "A dose was given at "
                                + HOUR.withZone(clock.getZone()).format(earlier.at()) + " by " + earlier.by() + ".");
    }

    /** The order, when it still stands, marked, so that two people cannot give the same dose without knowing of each other. */
    private static JsonObject still(JsonObject request, boolean over, Instant now) {
        if (!"active".equals(request.text("status"))) {
            throw new Failed(new Failure.Conflict("This order was given or stopped meanwhile. Nothing was written."));
        }
        JsonObject marked = Parts.withExtension(
                request,
                TRIED,
                "valueDateTime",
                new JsonString(now.truncatedTo(ChronoUnit.SECONDS).toString()));
        return over ? marked.with("status", new JsonString("completed")) : marked;
    }

    /**
     * What was given to a patient here, or was not.
     *
     * @param detail dose, lot, site
     * @param by who gave it, and who checked it
     */
    public record Line(String name, String detail, String at, String by, boolean given) {}

    /** What was given to a patient, the newest first. */
    public List<Line> given(Caller caller, String patient) {
        if (!caller.may(Interaction.SEARCH, ADMINISTRATION)) {
            return List.of();
        }
        return find(
                        caller,
                        ADMINISTRATION,
                        List.of(
                                new Argument("patient", "Patient/" + patient),
                                new Argument("status", "completed,not-done"),
                                new Argument("_sort", "-effective-time"),
                                new Argument("_count", "20")))
                .stream()
                .map(Giving::line)
                .toList();
    }

    private static Line line(JsonObject made) {
        JsonObject lot = made.objects("contained").stream()
                .map(each -> each.object("batch"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(JsonObject.EMPTY);
        JsonObject dosage = Objects.requireNonNullElse(made.object("dosage"), JsonObject.EMPTY);
        boolean given = "completed".equals(made.text("status"));
        String wasted = Parts.text(Parts.extension(made, Administrations.WASTED), "valueString");
        return new Line(
                DrugReader.what(made, Map.of()).text(),
                given
                        ? joined(
                                Parts.text(dosage, "text"),
                                Parts.words(dosage.object("route")),
                                Parts.words(dosage.object("site")),
                                Parts.text(lot, "lotNumber").isEmpty() ? "" : "lot " + Parts.text(lot, "lotNumber"),
                                wasted.isEmpty() ? "" : wasted + " wasted")
                        : "Not given: " + Statements.reason(made),
                Parts.text(made, "effectiveDateTime"),
                made.objects("performer").stream()
                        .map(each -> Parts.text(each.object("actor"), "display"))
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(", checked by ")),
                given);
    }

    private static String joined(String... parts) {
        return List.of(parts).stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(" · "));
    }

    private List<JsonObject> find(Caller caller, String type, List<Argument> arguments) {
        return searches
                .run(caller, new SearchRequest(new org.throughline.search.query.Target.OfType(type), arguments, true))
                .matches()
                .stream()
                .map(this::open)
                .toList();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
