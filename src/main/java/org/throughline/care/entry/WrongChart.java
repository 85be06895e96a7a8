package org.throughline.care.entry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEvents;
import org.throughline.audit.AuditQuery;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Referrer;
import org.throughline.record.Stored;
import org.throughline.record.Target;

/**
 * Takes what was entered on the wrong patient out of that chart, an entry or a whole visit with what was entered in it, and
 * enters it in the right one, in one transaction: the old entries stay, marked as entered in error; the new ones say by a
 * Provenance where they come from. Who has seen it meanwhile, the trail tells.
 */
public final class WrongChart {
    /** What can be taken out with a visit. Notes and documents are retracted by themselves: they are signed. */
    private static final Set<String> WITH_VISIT = Set.of(
            "Condition",
            "AllergyIntolerance",
            "Observation",
            "Procedure",
            "Immunization",
            "MedicationRequest",
            "ServiceRequest",
            "Communication",
            "ChargeItem");

    private static final Set<String> ALONE = Set.of("Condition", "AllergyIntolerance", "Observation", "Encounter");
    private static final int MOST_LOOKS = 500;

    private final Records records;
    private final AuditEvents trail;
    private final Types types;
    private final InstantSource clock;

    public WrongChart(Records records, AuditEvents trail, Types types, InstantSource clock) {
        this.records = records;
        this.trail = trail;
        this.types = types;
        this.clock = clock;
    }

    /**
     * What would be taken out.
     *
     * @param left of what belongs to the visit, how much stays and is to be retracted by itself
     * @param since when the first of it was entered
     */
    public record Found(List<Stored> stored, List<JsonObject> resources, int left, Instant since) {
        public Found {
            stored = List.copyOf(stored);
            resources = List.copyOf(resources);
        }
    }

    /**
     * An entry, or a visit with what was entered in it.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such one in this chart, or it cannot be taken out like this
     */
    public Found find(Entries.Chart chart, String type, String id) {
        if (!ALONE.contains(type)) {
            throw none();
        }
        Stored first = records.read(chart.caller(), type, id);
        if (first.deleted() || first.patient() != patient(chart)) {
            throw none();
        }
        List<Stored> stored = new ArrayList<>(List.of(first));
        Instant since = created(chart, first);
        int left = 0;
        if (type.equals("Encounter")) {
            List<Stored> within = records.referrers(type, id).stream()
                    .map(Referrer::stored)
                    .filter(each -> each.patient() == patient(chart))
                    .toList();
            Set<Long> seen = records.visible(
                    chart.caller(), within.stream().map(Stored::address).toList());
            for (Stored each : within) {
                boolean goes =
                        WITH_VISIT.contains(each.type()) && seen.contains(each.address()) && !isInError(open(each));
                if (goes) {
                    stored.add(each);
                } else if (!WITH_VISIT.contains(each.type()) && !each.type().equals("Provenance")) {
                    left++;
                }
            }
        }
        return new Found(stored, stored.stream().map(this::open).toList(), left, since);
    }

    private Instant created(Entries.Chart chart, Stored stored) {
        return stored.version() == 1
                ? stored.updated()
                : records.readVersion(chart.caller(), stored.type(), stored.id(), 1)
                        .updated();
    }

    private static boolean isInError(JsonObject resource) {
        return "entered-in-error".equals(resource.text("status"))
                || Concept.of(resource.object("verificationStatus")).codings().stream()
                        .anyMatch(coding -> coding.code().equals("entered-in-error"));
    }

    private static long patient(Entries.Chart chart) {
        return Address.of("Patient", chart.patient());
    }

    private static Failed none() {
        return new Failed(new Failure.NotFound("There is no such entry in this chart."));
    }

    /**
     * Somebody who looked at a chart.
     *
     * @param agent as the trail names them: {@code account/5}
     */
    public record Viewer(String agent, String display, Instant last) {}

    /** Who has looked at the chart since something was entered, but for who asks; whoever looked last first. */
    public List<Viewer> viewers(Entries.Chart chart, Instant since) {
        Map<String, Viewer> viewers = new HashMap<>();
        trail.find(new AuditQuery(since, null, patient(chart), null, MOST_LOOKS, Long.MAX_VALUE)).stream()
                .filter(entry -> entry.status() < 400)
                .filter(entry -> !entry.agent().name().equals(chart.caller().id()))
                .forEach(entry -> viewers.merge(
                        entry.agent().name(),
                        new Viewer(entry.agent().name(), entry.agent().display(), entry.at()),
                        (one, other) -> one.last().isAfter(other.last()) ? one : other));
        return viewers.values().stream()
                .sorted(Comparator.comparing(Viewer::last).reversed())
                .toList();
    }

    /**
     * Takes it out, and enters it in the right chart.
     *
     * @param to the id of the Patient whom it is about; empty when it is about nobody who is known
     * @throws Failed with {@link Failure.Invalid} when no reason is given, or with {@link Failure.Conflict} when somebody has
     *     changed some of it meanwhile
     */
    public void move(Entries.Chart chart, Found found, String to, String reason) {
        String words = reason.strip();
        if (words.isEmpty() || words.length() > 500) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say what happened, in a few words."));
        }
        if (to.equals(chart.patient())) {
            throw new Failed(new Failure.Invalid("value", "to", "This is the same patient. Choose another one."));
        }
        Instant now = clock.instant();
        List<Intent> intents = new ArrayList<>();
        for (Stored each : found.stored()) {
            intents.add(new Intent.Patch(
                    new Target.ById(each.type(), each.id()),
                    resource -> Retraction.of(resource, "Entered on the wrong patient. " + words, chart.author(), now),
                    new Precondition.Version(each.version())));
        }
        List<Json> taken = found.stored().stream()
                .<Json>map(each -> Author.reference(reference(each) + "/_history/" + (each.version() + 1), ""))
                .toList();
        intents.add(provenance(chart, taken, List.of(), "Entered on the wrong patient. " + words, now));
        if (!to.isEmpty()) {
            intents.addAll(copies(chart, found, to, words, now));
        }
        try {
            records.write(
                    chart.caller(),
                    intents,
                    (at, written, patients) -> Access.of(
                            at,
                            chart.caller(),
                            Action.UPDATE,
                            types.number(found.stored().getFirst().type()),
                            "wrong patient " + reference(found.stored().getFirst()),
                            200,
                            patients));
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("Somebody has changed some of it meanwhile. Look again."), e)
                    : e;
        }
    }

    private static String reference(Stored stored) {
        return stored.type() + "/" + stored.id();
    }

    /** The same in the other chart, referring to one another as the old ones do, and where it comes from. */
    private List<Intent> copies(Entries.Chart chart, Found found, String to, String reason, Instant now) {
        Map<String, String> turned = new HashMap<>();
        turned.put("Patient/" + chart.patient(), "Patient/" + to);
        found.stored().forEach(each -> turned.put(reference(each), "urn:uuid:" + UUID.randomUUID()));
        List<Intent> intents = new ArrayList<>();
        List<Json> targets = new ArrayList<>();
        List<Json> sources = new ArrayList<>();
        for (int i = 0; i < found.stored().size(); i++) {
            Stored old = found.stored().get(i);
            String urn = Objects.requireNonNull(turned.get(reference(old)));
            JsonObject copy = copy(found.resources().get(i), turned);
            intents.add(new Intent.Create(old.type(), () -> copy, null, urn));
            targets.add(Author.reference(urn, ""));
            sources.add(JsonObject.builder()
                    .add("role", "source")
                    .add("what", Author.reference(reference(old) + "/_history/" + old.version(), ""))
                    .build());
        }
        intents.add(provenance(chart, targets, sources, reason, now));
        return intents;
    }

    private static Intent provenance(
            Entries.Chart chart, List<Json> targets, List<Json> sources, String reason, Instant now) {
        Author author = chart.author();
        JsonObject agent = author == null
                ? JsonObject.of("display", new JsonString(chart.caller().display()))
                : author.json();
        JsonObject.Builder provenance = JsonObject.builder()
                .add("resourceType", "Provenance")
                .add("target", new JsonArray(targets))
                .add("recorded", now.truncatedTo(ChronoUnit.MILLIS).toString())
                .add("reason", JsonArray.of(JsonObject.of("text", new JsonString(reason))))
                .add("agent", JsonArray.of(JsonObject.of("who", agent)));
        if (!sources.isEmpty()) {
            provenance.add("entity", new JsonArray(sources));
        }
        JsonObject made = provenance.build();
        return new Intent.Create("Provenance", () -> made, null, null);
    }

    /** The entry as a new one: without what it has from the store, and without a visit that stays with the other patient. */
    private static JsonObject copy(JsonObject resource, Map<String, String> turned) {
        JsonObject fresh = resource.without("id").without("meta").without("text");
        JsonObject encounter = fresh.object("encounter");
        boolean visitGoes = encounter != null && turned.containsKey(Concept.text(encounter, "reference"));
        if (encounter != null && !visitGoes) {
            fresh = fresh.without("encounter");
        }
        return (JsonObject) turned(fresh, turned);
    }

    private static Json turned(Json json, Map<String, String> turned) {
        return switch (json) {
            case JsonObject object -> {
                JsonObject result = object;
                for (int i = 0; i < object.size(); i++) {
                    String name = object.nameAt(i);
                    Json value = object.valueAt(i);
                    @Nullable
                    String other = name.equals("reference") && value instanceof JsonString(String text)
                            ? turned.get(text)
                            : null;
                    result = result.with(name, other == null ? turned(value, turned) : new JsonString(other));
                }
                yield result;
            }
            case JsonArray array -> {
                List<Json> all = new ArrayList<>();
                array.forEach(each -> all.add(turned(each, turned)));
                yield new JsonArray(all);
            }
            default -> json;
        };
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    /** What an entry is called, for a person to read. */
    public static String name(JsonObject resource) {
        return Stream.of("code", "vaccineCode", "medicationCodeableConcept")
                .flatMap(element -> Stream.ofNullable(resource.object(element)))
                .map(concept -> Concept.of(concept).text())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> resource.objects("type").stream()
                        .map(concept -> Concept.of(concept).text())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("Entry"));
    }
}
