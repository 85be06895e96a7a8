package org.throughline.network.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.referral.ReferralTask;
import org.throughline.care.task.Addressee;
import org.throughline.care.task.NewTask;
import org.throughline.care.task.Recipient;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.care.task.Who;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.document.DocumentFiling;
import org.throughline.network.peer.Peer;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.Outbox;
import org.throughline.record.Intent;
import org.throughline.record.Moved;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;

/**
 * Files a chart that has come whole: makes sure that it is what its list says, and writes all of it in one transaction, so that it
 * is there at once or not at all. What came before, or went from here to there once, is known by its id and its source, and is not
 * filed twice; what somebody here has changed since stays.
 */
final class Filing {
    private static final Caller PRODUCT = Chart.PRODUCT;

    /** So much goes into one Provenance. */
    private static final int TOGETHER = 500;

    private static final int MOST_TASKS = 30;
    private static final int LONGEST = 1_500;

    private final Database database;
    private final Records records;
    private final Types types;
    private final SaidHere saidHere;
    private final Tasks tasks;
    private final Outbox outbox;
    private final String base;
    private final Supplier<String> ourselves;
    private final Clock clock;

    /**
     * @param base the address of our API
     * @param ourselves the id of our own Organization
     * @param clock in the practice's time zone
     */
    Filing(
            Database database,
            Records records,
            Types types,
            SaidHere saidHere,
            Tasks tasks,
            Outbox outbox,
            String base,
            Supplier<String> ourselves,
            Clock clock) {
        this.database = database;
        this.records = records;
        this.types = types;
        this.saidHere = saidHere;
        this.tasks = tasks;
        this.outbox = outbox;
        this.base = base;
        this.ourselves = ourselves;
        this.clock = clock;
    }

    /** What is known of a line without its tree. */
    private record Line(int number, Manifest.Entry entry, String id, boolean ours) {
        long address() {
            return Address.of(entry.type(), id);
        }
    }

    /** What came, looked through. */
    private record Looked(List<Line> lines, Map<String, String> ids, Map<String, String> names) {}

    /**
     * Files it.
     *
     * @throws Failed with {@link Failure.Malformed} when it is not what its list says; with another when it cannot be filed
     */
    void file(Transfer transfer, Peer from, Manifest manifest, Lines lines) {
        Looked looked = looked(transfer, from, manifest, lines);
        Arriving arriving = new Arriving(
                new References(types, from.fhir()), from.fhir(), from.name(), looked.ids(), looked.names());
        List<Long> addresses = looked.lines().stream().map(Line::address).toList();
        Map<Long, Integer> present = new HashMap<>();
        records.present(PRODUCT, addresses).forEach(each -> present.put(each.address(), each.version()));
        Map<Long, FiledRows.Filed> before = database.read(connection -> FiledRows.of(connection, addresses));
        List<Intent> intents = new ArrayList<>();
        List<Line> written = new ArrayList<>();
        for (Line line : looked.lines()) {
            Integer version = present.get(line.address());
            FiledRows.Filed filed = before.get(line.address());
            boolean news = version == null && !line.ours();
            boolean changed = version != null
                    && filed != null
                    && filed.version() == version
                    && !filed.hash().equals(line.entry().hash());
            if (news || changed) {
                written.add(line);
                intents.add(new Intent.Update(
                        new Target.ById(line.entry().type(), line.id()),
                        () -> arriving.own(lines.read(line.number())),
                        news ? new Precondition.Absent() : new Precondition.Version(Objects.requireNonNull(version)),
                        null));
            }
        }
        intents.addAll(provenances(transfer, from, written));
        intents.add(OpenEnds.active(transfer.patient(), true)); // who comes back is a patient again
        intents.addAll(todo(transfer, from, manifest));
        write(transfer, from, manifest, intents, written);
    }

    private void write(Transfer transfer, Peer from, Manifest manifest, List<Intent> intents, List<Line> written) {
        int known = manifest.entries().size() - written.size();
        String words = manifest.entries().size() + " entries, whole"
                + (known == 0 ? "" : "; " + written.size() + " filed, the others known here already or names only");
        records.write(
                PRODUCT,
                intents,
                (at, outcomes, patients) -> Access.of(
                        at,
                        PRODUCT,
                        Action.RECEIVE,
                        0,
                        "chart transfer from " + from.name() + ", " + words,
                        201,
                        Set.of(Address.of("Patient", transfer.patient()))),
                Records.Company.with((connection, outcomes) -> {
                    Transfer now = TransferRows.locked(connection, transfer.id());
                    if (now.state() != State.ACCEPTED) {
                        throw new Failed(new Failure.Conflict("This transfer is over."));
                    }
                    List<FiledRows.Filed> filed = new ArrayList<>(written.size());
                    for (int i = 0; i < written.size(); i++) {
                        Stored stored = Objects.requireNonNull(outcomes.get(i).stored());
                        filed.add(new FiledRows.Filed(
                                stored.address(),
                                stored.version(),
                                written.get(i).entry().hash()));
                    }
                    FiledRows.put(connection, transfer.id(), filed);
                    Moved.open(connection, transfer.patient());
                    TransferRows.clear(connection, transfer.id());
                    TransferRows.state(
                            connection,
                            now,
                            new Step(State.FILED, clock.instant().truncatedTo(ChronoUnit.MILLIS), "By itself", words));
                    outbox.put(
                            connection,
                            new Letter(
                                    transfer.peer(),
                                    Event.TRANSFER_STATE,
                                    TransferMessages.about(transfer.id()),
                                    State.FILED.name(),
                                    transfer.patient()));
                }));
    }

    /** Compares what came with its list. */
    private Looked looked(Transfer transfer, Peer from, Manifest manifest, Lines lines) {
        if (lines.size() != manifest.entries().size()) {
            throw damaged();
        }
        DocumentFiling identity = new DocumentFiling(from, transfer.patient(), clock.instant());
        References ours = new References(types, base);
        SaidHere.Index said = saidHere.of(transfer.patient());
        Map<String, String> ids = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        Map<Line, References.Local> once = new HashMap<>();
        List<Line> found = new ArrayList<>();
        ids.put("Patient/" + transfer.theirs(), transfer.patient());
        String us = Parts.text(transfer.person(), "us");
        if (!us.isEmpty() && !ourselves.get().isEmpty()) {
            ids.put("Organization/" + us, ourselves.get());
        }
        for (int i = 0; i < lines.size(); i++) {
            JsonObject resource = lines.read(i);
            Manifest.Entry entry = manifest.entries().get(i);
            boolean same = entry.type().equals(resource.text("resourceType"))
                    && entry.id().equals(resource.text("id"))
                    && entry.hash().equals(Canonical.hash(resource));
            if (!same) {
                throw damaged();
            }
            if (Reader.NAMES.contains(entry.type())) {
                names.put(entry.key(), Arriving.name(resource));
            } else if (!entry.type().equals("Patient")) {
                String id = identity.id(entry.type(), entry.id());
                References.Local source = source(resource, ours);
                Optional<String> known = source == null ? said.same(resource, id) : Optional.empty();
                Line line = new Line(i, entry, known.orElse(id), known.isPresent());
                if (source != null && source.type().equals(entry.type())) {
                    once.put(line, source);
                }
                found.add(line);
                ids.put(entry.key(), line.id());
            }
        }
        return new Looked(back(transfer, found, once, ids), ids, names);
    }

    private static References.@org.jspecify.annotations.Nullable Local source(JsonObject resource, References ours) {
        JsonObject meta = resource.object("meta");
        String source = meta == null ? null : meta.text("source");
        return source == null || !source.startsWith(ours.base()) ? null : ours.local(source);
    }

    /** What went from here to there once and comes back is what it was. */
    private List<Line> back(
            Transfer transfer, List<Line> lines, Map<Line, References.Local> once, Map<String, String> ids) {
        Map<Long, String> wanted = new HashMap<>();
        once.values().forEach(each -> wanted.put(Address.of(each.type(), each.id()), each.id()));
        long patient = Address.of("Patient", transfer.patient());
        Set<Long> there = new HashSet<>();
        records.present(PRODUCT, wanted.keySet()).stream()
                .filter(each -> each.patient() == patient || each.patient() == 0)
                .forEach(each -> there.add(each.address()));
        List<Line> all = new ArrayList<>(lines.size());
        for (Line line : lines) {
            References.Local source = once.get(line);
            if (source != null && there.contains(Address.of(source.type(), source.id()))) {
                ids.put(line.entry().key(), source.id());
                all.add(new Line(line.number(), line.entry(), source.id(), true));
            } else {
                all.add(line);
            }
        }
        return all;
    }

    private static Failed damaged() {
        return new Failed(
                new Failure.Malformed("value", "entries", "What came is not what its list says. It is fetched anew."));
    }

    /** Where it came from, who took it, and by which transfer. */
    private List<Intent> provenances(Transfer transfer, Peer from, List<Line> written) {
        List<Intent> intents = new ArrayList<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        for (int first = 0; first < written.size(); first += TOGETHER) {
            List<Line> some = written.subList(first, Math.min(written.size(), first + TOGETHER));
            List<Json> targets = new ArrayList<>();
            targets.add(Parts.reference("Patient", transfer.patient(), "")); // it is found with the patient
            some.forEach(each -> targets.add(Parts.reference(each.entry().type(), each.id(), "")));
            JsonObject provenance = JsonObject.builder()
                    .add("resourceType", "Provenance")
                    .add("target", new JsonArray(targets))
                    .add("recorded", now.toString())
                    .add(
                            "activity",
                            JsonObject.of("text", new JsonString("The whole chart moved here from " + from.name())))
                    .add("agent", new JsonArray(agents(transfer, from)))
                    .add(
                            "entity",
                            JsonArray.of(JsonObject.builder()
                                    .add("role", "source")
                                    .add(
                                            "what",
                                            JsonObject.of(
                                                    "identifier",
                                                    JsonObject.builder()
                                                            .add("system", ReferralTask.NUMBERS)
                                                            .add("value", "urn:uuid:" + transfer.id())
                                                            .build()))
                                    .build()))
                    .build();
            intents.add(new Intent.Create("Provenance", () -> provenance, null, null));
        }
        return intents;
    }

    private static List<Json> agents(Transfer transfer, Peer from) {
        String type = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
        List<Json> agents = new ArrayList<>();
        agents.add(JsonObject.builder()
                .add("type", Parts.concept(type, "custodian", "Custodian"))
                .add("who", Parts.reference("Organization", from.organization(), from.name()))
                .build());
        transfer.step(State.ACCEPTED)
                .ifPresent(step -> agents.add(JsonObject.builder()
                        .add("type", Parts.concept(type, "enterer", "Enterer"))
                        .add("who", JsonObject.of("display", new JsonString(step.by())))
                        .build()));
        return agents;
    }

    /** What has to be done here now. */
    private List<Intent> todo(Transfer transfer, Peer from, Manifest manifest) {
        LocalDate today = LocalDate.now(clock);
        List<Intent> intents = new ArrayList<>();
        intents.add(task(
                transfer,
                "The chart from " + from.name() + " is here, "
                        + manifest.entries().size() + " entries: look at it and confirm that it came whole",
                today.plusDays(2)));
        List<String> open = manifest.open();
        for (int i = 0; i < open.size() && i < MOST_TASKS; i++) {
            intents.add(task(transfer, "Open at " + from.name() + ". " + open.get(i), today.plusDays(7)));
        }
        if (open.size() > MOST_TASKS) {
            String rest = String.join("; ", open.subList(MOST_TASKS, open.size()));
            intents.add(task(transfer, "Open at " + from.name() + ". " + rest, today.plusDays(7)));
        }
        return intents;
    }

    private Intent task(Transfer transfer, String words, LocalDate due) {
        return tasks.giving(
                new Who(PRODUCT, null),
                new NewTask(
                        transfer.patient(),
                        words.length() > LONGEST ? words.substring(0, LONGEST) : words,
                        new Recipient(new Addressee.Role("physician"), "Physician"),
                        due,
                        Priority.ROUTINE,
                        ""));
    }
}
