package org.throughline.care.wrong;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditEvents;
import org.throughline.audit.AuditQuery;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.Retraction;
import org.throughline.care.note.Afterwards;
import org.throughline.care.note.Note;
import org.throughline.care.note.Notes;
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
 * Takes what was entered on the wrong patient out of that chart, an entry, a signed note, or a whole visit with what was entered
 * in it, and enters it in the right one, in one transaction: the old entries stay, marked as entered in error; the new ones say
 * by a Provenance where they come from. A signed note is sealed for its patient: it is marked as entered in error with what it
 * made of the chart, and is not copied but written anew. Who has seen it meanwhile, the trail tells.
 */
public final class WrongChart {
    /** What goes along with a visit. */
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

    /** What belongs to a note, or only tells of something. */
    private static final Set<String> BESIDE = Set.of("Provenance", Notes.ANSWERS);

    private static final String VISIT = "Encounter";
    private static final Set<String> ALONE = Set.of(
            VISIT,
            "Condition",
            "AllergyIntolerance",
            "Observation",
            "Procedure",
            "FamilyMemberHistory",
            "Goal",
            "CarePlan",
            "CareTeam",
            "Flag",
            "Device");
    private static final int PORTION = 1_000;
    private static final int MOST = 50_000;

    private final Records records;
    private final Afterwards afterwards;
    private final AuditEvents trail;
    private final Types types;
    private final InstantSource clock;

    public WrongChart(Records records, Afterwards afterwards, AuditEvents trail, Types types, InstantSource clock) {
        this.records = records;
        this.afterwards = afterwards;
        this.trail = trail;
        this.types = types;
        this.clock = clock;
    }

    /**
     * What would be taken out.
     *
     * @param stored what is entered in the right chart as it is here
     * @param resources the same, opened
     * @param notes signed notes, which are written anew there
     * @param left of what belongs to the visit, how much stays and is to be retracted by itself
     * @param since when the first of it was entered
     */
    public record Found(
            List<Stored> stored, List<JsonObject> resources, List<SignedNote> notes, int left, Instant since) {
        public Found {
            stored = List.copyOf(stored);
            resources = List.copyOf(resources);
            notes = List.copyOf(notes);
        }

        /** What is taken out, each in words. */
        public List<String> names() {
            return Stream.concat(
                            resources.stream().map(WrongChart::name),
                            notes.stream()
                                    .flatMap(note -> Stream.concat(
                                            Stream.of("Signed note: " + note.title()),
                                            note.made().stream().map(Afterwards.Made::words))))
                    .toList();
        }

        /** The appointments that visits among it came from: their ids. */
        public List<String> appointments() {
            return resources.stream()
                    .flatMap(resource -> resource.objects("appointment").stream())
                    .map(reference -> Concept.text(reference, "reference"))
                    .filter(reference -> reference.startsWith("Appointment/"))
                    .map(reference -> reference.substring("Appointment/".length()))
                    .toList();
        }

        /** All of it, by reference. */
        public List<String> references() {
            return Stream.of(
                            stored.stream().map(WrongChart::reference),
                            notes.stream().map(note -> Notes.DOCUMENT + "/" + note.id()),
                            notes.stream().flatMap(note -> note.made().stream()).map(Afterwards.Made::reference))
                    .flatMap(each -> each)
                    .toList();
        }
    }

    /**
     * A signed note.
     *
     * @param author who signed it: {@code Practitioner/1}; empty when that is not known
     * @param made what it made of the chart, which goes with it
     */
    public record SignedNote(String id, int version, String title, String author, List<Afterwards.Made> made) {
        public SignedNote {
            made = List.copyOf(made);
        }
    }

    /**
     * An entry, a signed note, or a visit with what was entered in it.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no such one in this chart, or it cannot be taken out like this
     */
    public Found find(Entries.Chart chart, String type, String id) {
        boolean isNote = type.equals(Notes.DOCUMENT);
        if (!isNote && !ALONE.contains(type)) {
            throw none();
        }
        Stored first = records.read(chart.caller(), type, id);
        if (first.deleted() || first.patient() != patient(chart) || isInError(open(first))) {
            throw none();
        }
        Instant since = created(chart, first);
        if (isNote) {
            if (!Notes.isSigned(open(first))) {
                throw none();
            }
            return new Found(List.of(), List.of(), withAddenda(chart, first), 0, since);
        }
        return type.equals(VISIT)
                ? visit(chart, first, since)
                : new Found(List.of(first), List.of(open(first)), List.of(), 0, since);
    }

    private Found visit(Entries.Chart chart, Stored visit, Instant since) {
        List<Stored> within = records.referrers(VISIT, visit.id()).stream()
                .map(Referrer::stored)
                .filter(each -> each.patient() == patient(chart))
                .filter(each -> !BESIDE.contains(each.type()))
                .toList();
        Set<Long> seen = records.visible(
                chart.caller(), within.stream().map(Stored::address).toList());
        List<Stored> stored = new ArrayList<>(List.of(visit));
        List<SignedNote> signed = new ArrayList<>();
        int left = 0;
        for (Stored each : within) {
            JsonObject resource = open(each);
            boolean isSeen = seen.contains(each.address());
            if (isSeen && each.type().equals(Notes.DOCUMENT) && Notes.isSigned(resource) && !isInError(resource)) {
                signed.addAll(withAddenda(chart, each));
            } else if (isSeen && WITH_VISIT.contains(each.type()) && !isInError(resource)) {
                stored.add(each);
            } else if (!WITH_VISIT.contains(each.type()) && !isInError(resource)) {
                left++;
            }
        }
        signed = signed.stream().distinct().toList();
        // What a note made is made again where it is signed anew.
        Set<String> made = signed.stream()
                .flatMap(note -> note.made().stream())
                .map(Afterwards.Made::reference)
                .collect(Collectors.toSet());
        stored.removeIf(each -> made.contains(reference(each)));
        return new Found(stored, stored.stream().map(this::open).toList(), signed, left, since);
    }

    /** A note and its addenda, which are notes of their own. */
    private List<SignedNote> withAddenda(Entries.Chart chart, Stored document) {
        return Stream.concat(
                        Stream.of(document),
                        records.referrers(Notes.DOCUMENT, document.id()).stream()
                                .map(Referrer::stored)
                                .filter(each -> each.type().equals(Notes.DOCUMENT)
                                        && each.patient() == patient(chart)
                                        && Notes.isSigned(open(each))
                                        && !isInError(open(each))))
                .map(each -> {
                    Note note = Notes.note(open(each));
                    return new SignedNote(
                            each.id(),
                            each.version(),
                            note.title(),
                            note.authorReference(),
                            afterwards.made(chart, each.id()));
                })
                .toList();
    }

    private Instant created(Entries.Chart chart, Stored stored) {
        return stored.version() == 1
                ? stored.updated()
                : records.readVersion(chart.caller(), stored.type(), stored.id(), 1)
                        .updated();
    }

    private static boolean isInError(JsonObject resource) {
        return "entered-in-error".equals(resource.text("status"))
                || "entered-in-error".equals(resource.text("lifecycleStatus"))
                || Concept.of(resource.object("verificationStatus")).codings().stream()
                        .anyMatch(coding -> coding.code().equals("entered-in-error"));
    }

    private static long patient(Entries.Chart chart) {
        return Address.of("Patient", chart.patient());
    }

    private static Failed none() {
        return new Failed(new Failure.NotFound("There is no such entry in this chart."));
    }

    /** What the trail tells of the chart since something was entered, but for who asks; the newest first. */
    public List<AuditEntry> since(Entries.Chart chart, Instant since) {
        List<AuditEntry> all = new ArrayList<>();
        AuditQuery query = new AuditQuery(since, null, patient(chart), null, PORTION, Long.MAX_VALUE)
                .with(records.former(chart.patient()));
        List<AuditEntry> found;
        do {
            found = trail.find(query);
            found.stream()
                    .filter(entry -> entry.status() < 400)
                    .filter(entry -> !entry.agent().name().equals(chart.caller().id()))
                    .forEach(all::add);
            query = found.isEmpty() ? query : query.before(found.getLast().number());
        } while (found.size() == PORTION && all.size() < MOST);
        return all;
    }

    /**
     * Takes it out, and enters it in the right chart.
     *
     * @param to the id of the Patient whom it is about; empty when it is about nobody who is known
     * @param besides what is written with it, or not at all: those who have looked are told
     * @throws Failed with {@link Failure.Invalid} when no reason is given, or with {@link Failure.Conflict} when somebody has
     *     changed some of it meanwhile
     */
    public void move(Entries.Chart chart, Found found, String to, String reason, List<Intent> besides) {
        String words = reason.strip();
        if (words.isEmpty() || words.length() > 500) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say what happened, in a few words."));
        }
        if (to.equals(chart.patient())) {
            throw new Failed(new Failure.Invalid("value", "to", "This is the same patient. Choose another one."));
        }
        Instant now = clock.instant();
        String why = "Entered on the wrong patient. " + words;
        List<Intent> intents = new ArrayList<>();
        for (SignedNote note : found.notes()) {
            intents.addAll(afterwards.retraction(chart, note.id(), note.version(), why, Set.of()));
        }
        for (Stored each : found.stored()) {
            intents.add(new Intent.Patch(
                    new Target.ById(each.type(), each.id()),
                    resource -> Retraction.of(resource, why, chart.author(), now),
                    new Precondition.Version(each.version())));
        }
        List<Json> taken = Stream.concat(
                        found.stored().stream().map(each -> reference(each) + "/_history/" + (each.version() + 1)),
                        found.notes().stream()
                                .map(note -> Notes.DOCUMENT + "/" + note.id() + "/_history/" + (note.version() + 1)))
                .<Json>map(version -> Author.reference(version, ""))
                .toList();
        intents.add(provenance(chart, taken, List.of(), why, now));
        if (!to.isEmpty() && !found.stored().isEmpty()) {
            Copies copies = Copies.of(chart, found, to, staying -> records.present(chart.caller(), staying));
            intents.addAll(copies.intents());
            intents.add(provenance(chart, copies.targets(), copies.sources(), words, now));
        }
        intents.addAll(besides);
        try {
            records.write(
                    chart.caller(),
                    intents,
                    (at, written, patients) -> Access.of(
                            at,
                            chart.caller(),
                            Action.UPDATE,
                            types.number(intents.getFirst().type()),
                            "wrong patient " + found.references().getFirst(),
                            200,
                            patients));
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed
                    ? new Failed(new Failure.Conflict("Somebody has changed some of it meanwhile. Look again."), e)
                    : e;
        }
    }

    static String reference(Stored stored) {
        return stored.type() + "/" + stored.id();
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

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }

    /** What an entry is called, for a person to read. */
    public static String name(JsonObject resource) {
        return Stream.of("code", "vaccineCode", "medicationCodeableConcept", "description", "relationship")
                .flatMap(element -> Stream.ofNullable(resource.object(element)))
                .map(concept -> Concept.of(concept).text())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> resource.objects("type").stream()
                        .map(concept -> Concept.of(concept).text())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElseGet(() -> Stream.of("title", "name")
                                .map(element -> Concept.text(resource, element))
                                .filter(text -> !text.isEmpty())
                                .findFirst()
                                .orElse("Entry")));
    }
}
