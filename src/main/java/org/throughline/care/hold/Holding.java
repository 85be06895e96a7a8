package org.throughline.care.hold;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.access.Sensitivity;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.check.Lookup;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.record.protection.Held;
import org.throughline.search.Searches;

/** Holds results from their patient, lists what is held, and shows it before its end. */
public final class Holding {
    private static final String REPORT = "DiagnosticReport";
    private static final String VALUE = "Observation";
    private static final String CONSENT = "Consent";
    private static final String LABEL = Sensitivity.SYSTEM + "|" + Held.CODE;
    private static final Caller PRODUCT = new Caller("results", "Results", Rights.EVERYTHING);
    private static final int MOST = 1_000;

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final InstantSource clock;

    public Holding(Records records, Searches searches, Types types, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.clock = clock;
    }

    /**
     * A result that is held.
     *
     * @param reference {@code DiagnosticReport/1} or {@code Observation/1}
     * @param patient the Patient's id
     */
    public record Item(String reference, String patient, String title, Hold hold) {}

    /**
     * What is held now of all patients that the caller may see: reports, and values that are held by themselves. What is
     * shown soonest comes first.
     *
     * @param most so many at most, and one more when there are more
     */
    public List<Item> list(Caller caller, int most) {
        return items(caller).stream()
                .sorted(Comparator.comparing((Item each) -> each.hold().until()).thenComparing(Item::reference))
                .limit(most + 1L)
                .toList();
    }

    /** What is held now of one patient. */
    public List<Item> of(Caller caller, String patient) {
        return items(caller, "patient", "Patient/" + patient);
    }

    // A hold is set by a change of the result, and no hold lasts longer than LONGEST after that.
    private List<Item> items(Caller caller, String... narrower) {
        Instant now = clock.instant();
        String since = "ge" + now.minus(Hold.LONGEST).truncatedTo(ChronoUnit.SECONDS);
        List<JsonObject> reports = on(find(caller, REPORT, criteria(since, narrower)), now);
        Set<String> within = reports.stream()
                .flatMap(each -> each.objects("result").stream())
                .map(each -> Parts.text(each, "reference"))
                .collect(Collectors.toSet());
        List<JsonObject> values = on(find(caller, VALUE, criteria(since, narrower)), now);
        values.stream()
                .flatMap(each -> each.objects("hasMember").stream())
                .forEach(each -> within.add(Parts.text(each, "reference")));
        return Stream.concat(reports.stream(), values.stream().filter(each -> !within.contains(reference(each))))
                .map(each -> new Item(
                        reference(each),
                        Parts.idOf(each.object("subject"), "Patient"),
                        Concept.of(each.object("code")).text(),
                        Hold.of(each).orElseThrow()))
                .toList();
    }

    private static String[] criteria(String since, String... narrower) {
        return Stream.concat(
                        Stream.of(
                                "_security",
                                LABEL,
                                "_lastUpdated",
                                since,
                                "_sort",
                                "-_lastUpdated",
                                "_count",
                                Integer.toString(MOST)),
                        Stream.of(narrower))
                .toArray(String[]::new);
    }

    private static List<JsonObject> on(List<JsonObject> found, Instant now) {
        return found.stream()
                .filter(each -> Hold.of(each).filter(hold -> hold.isOn(now)).isPresent())
                .toList();
    }

    /**
     * Holds a result of a patient with all that it is made of.
     *
     * @param reference {@code DiagnosticReport/1} or {@code Observation/1}
     * @param until the first moment at which the patient sees it
     * @param words why, in the caller's own
     * @throws Failed with {@link Failure.Invalid} when the reason or the end is not allowed, {@link Failure.Forbidden} when
     *     the caller may not hold results
     */
    public void hold(Caller caller, String patient, String reference, Instant until, Reason reason, String words) {
        requireHolding(caller);
        if (!until.isAfter(clock.instant())) {
            throw new Failed(new Failure.Invalid("value", "until", "The day on which the patient sees it is to come."));
        }
        Hold hold = new Hold(until, reason, words, caller.display());
        write(
                caller,
                reference,
                whole(caller, patient, reference).values().stream()
                        .map(each -> patch(each, hold))
                        .toList());
    }

    /** Shows a result of a patient, with all that it is made of, from now on. */
    public void release(Caller caller, String patient, String reference) {
        requireHolding(caller);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Intent> intents = on(List.copyOf(whole(caller, patient, reference).values()), now).stream()
                .map(each -> patch(each, Hold.of(each).orElseThrow().until(now)))
                .toList();
        if (!intents.isEmpty()) {
            write(caller, reference, intents);
        }
    }

    private static void requireHolding(Caller caller) {
        if (!HoldGate.mayHold(caller)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    /** The result and all that it is made of, by their references. */
    private Map<String, JsonObject> whole(Caller caller, String patient, String reference) {
        String[] place = reference.split("/", 2);
        if (place.length != 2 || !Set.of(REPORT, VALUE).contains(place[0])) {
            throw new Failed(new Failure.NotFound("There is no such result."));
        }
        Map<String, JsonObject> whole = new LinkedHashMap<>();
        List<JsonObject> found = find(
                caller,
                place[0],
                "_id",
                place[1],
                "patient",
                "Patient/" + patient,
                "_include",
                "DiagnosticReport:result",
                "_include:iterate",
                "Observation:has-member");
        found.forEach(each -> whole.put(reference(each), each));
        if (!whole.containsKey(reference)) {
            throw new Failed(new Failure.NotFound("There is no such result of this patient."));
        }
        return whole;
    }

    private static Intent patch(JsonObject resource, Hold hold) {
        String version = Parts.text(Objects.requireNonNull(resource.object("meta")), "versionId");
        return new Intent.Patch(
                new Target.ById(Parts.text(resource, "resourceType"), Parts.text(resource, "id")),
                hold::on,
                new Precondition.Version(Integer.parseInt(version)));
    }

    /** Whether a patient wants to be told results in a talk before they are shown. */
    public boolean isToldFirst(Caller caller, String patient) {
        requireSeen(caller, patient);
        return !choices(patient).isEmpty();
    }

    /**
     * Notes that a patient wants to be told results in a talk first, or does not any more. It holds for what comes from then
     * on. Written by the product in the name of the patient, or of the staff to whom the patient says so.
     */
    public void setToldFirst(Caller caller, String patient, boolean first) {
        requireSeen(caller, patient);
        List<Intent> intents = new ArrayList<>();
        if (first && choices(patient).isEmpty()) {
            JsonObject choice = ToldFirst.create(patient, clock.instant());
            intents.add(new Intent.Create(CONSENT, () -> choice, null, null));
        }
        if (!first) {
            choices(patient)
                    .forEach(each -> intents.add(new Intent.Patch(
                            new Target.ById(CONSENT, Parts.text(each, "id")),
                            before -> before.with("status", new JsonString("inactive")),
                            Precondition.NONE)));
        }
        if (!intents.isEmpty()) {
            records.write(
                    PRODUCT,
                    intents,
                    (at, written, patients) ->
                            Access.of(at, caller, Action.UPDATE, types.number(CONSENT), CONSENT, 200, patients));
        }
    }

    private List<JsonObject> choices(String patient) {
        return find(
                PRODUCT, CONSENT, "patient", "Patient/" + patient, "status", "active", "category", ToldFirst.CATEGORY);
    }

    private void requireSeen(Caller caller, String patient) {
        records.read(caller, "Patient", patient);
    }

    private List<JsonObject> find(Caller caller, String type, String... criteria) {
        Lookup.Found found =
                Lookup.through(searches::run, records.bodies(), caller).find(type, criteria);
        return Stream.concat(found.matches().stream(), found.included().stream())
                .toList();
    }

    private void write(Caller caller, String reference, List<Intent> intents) {
        try {
            records.write(
                    caller,
                    intents,
                    (at, written, patients) ->
                            Access.of(at, caller, Action.UPDATE, types.number(REPORT), reference, 200, patients));
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("This result has changed meanwhile. Look again."), e)
                    : e;
        }
    }

    private static String reference(JsonObject resource) {
        return Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id");
    }
}
