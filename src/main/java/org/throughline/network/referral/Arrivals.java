package org.throughline.network.referral;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.care.referral.Move;
import org.throughline.care.referral.Referral;
import org.throughline.care.referral.ReferralTask;
import org.throughline.care.referral.Step;
import org.throughline.database.Database;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Recognition;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.network.post.Letter;
import org.throughline.network.post.Outbox;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/**
 * Who somebody is here whom a member has referred: known by a link or certainly the same by comparison, else somebody says so. Once
 * it is known, what came goes into the chart, and the member is asked for its record.
 */
public final class Arrivals {
    private static final String TASK = "Task";

    private final Database database;
    private final Records records;
    private final Recognition recognition;
    private final Linking linking;
    private final Peers peers;
    private final Outbox outbox;
    private final Supplier<List<String>> houses;
    private final Ids ids;
    private final InstantSource clock;

    /** @param houses the ids of our Organization and its sites */
    public Arrivals(
            Database database,
            Records records,
            Recognition recognition,
            Linking linking,
            Peers peers,
            Outbox outbox,
            Supplier<List<String>> houses,
            Ids ids,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.recognition = recognition;
        this.linking = linking;
        this.peers = peers;
        this.outbox = outbox;
        this.houses = houses;
        this.ids = ids;
        this.clock = clock;
    }

    /** Somebody, in words: {@code Marlowe, Ada, 1950-04-12}. */
    static String words(JsonObject person) {
        JsonObject name = person.objects("name").stream().findFirst().orElse(JsonObject.EMPTY);
        List<String> given = new ArrayList<>();
        for (Json each : name.list("given")) {
            given.add(each instanceof JsonString text ? text.value() : "");
        }
        String whole = Parts.text(name, "family") + ", " + String.join(" ", given);
        String named = Parts.text(name, "family").isEmpty() ? Parts.text(name, "text") : whole;
        String born = Parts.text(person, "birthDate");
        String words = named + (born.isEmpty() ? "" : ", born " + born);
        return words.length() > 200 ? words.substring(0, 200) : words;
    }

    /** A referral has come. */
    void arrive(
            Caller writer,
            Peer from,
            JsonObject task,
            List<JsonObject> resources,
            JsonObject person,
            Records.Company once,
            Function<String, Letter> received) {
        String id = ids.next();
        Packet packet = new Packet(id, from.number(), Parts.text(person, "id"), resources);
        Optional<String> patient = recognition.patient(from, person);
        Instant now = clock.instant();
        List<Intent> intents = new ArrayList<>();
        Records.Company kept;
        if (patient.isPresent()) {
            Filing.Filed filed = new Filing(from, patient.get(), houses.get(), now).referral(resources);
            intents.addAll(filed.intents());
            intents.add(create(id, ReferralTask.about(task, patient.get(), filed.request(), filed.documents())));
            kept = Records.Company.with((connection, written) ->
                    linking.referred(connection, from, patient.get(), person(patient.get()), packet.theirs()));
        } else {
            intents.add(create(id, task));
            kept = Records.Company.with((connection, written) -> packet.keep(connection, now));
        }
        records.write(
                writer,
                intents,
                (at, written, patients) ->
                        Access.of(at, writer, Action.CREATE, 0, TASK + "/" + id + ", referral", 201, patients),
                once.and(kept).and(outbox.sending(written -> List.of(received.apply(id)))));
    }

    private static Intent create(String id, JsonObject task) {
        JsonObject whole = task.with("id", new JsonString(id));
        return new Intent.Update(new Target.ById(TASK, id), () -> whole, new Precondition.Absent(), null);
    }

    private JsonObject person(String patient) {
        return records.bodies()
                .open(java.util.Objects.requireNonNull(records.read(ReferralMessages.PRODUCT, "Patient", patient)
                        .body()));
    }

    /** What came with a referral of which nobody has said yet who it is; empty when somebody has. */
    public Optional<Packet> packet(String task) {
        return database.read(connection -> Packet.of(connection, task));
    }

    /**
     * Says who it is: what came goes into the chart.
     *
     * @param patient the id of our Patient
     * @throws Failed with {@link Failure.Conflict} when somebody has said so meanwhile
     */
    public void identify(Caller by, Packet packet, String patient) {
        Peer from = peers.of(packet.peer()).orElseThrow();
        Filing.Filed filed = new Filing(from, patient, houses.get(), clock.instant()).referral(packet.resources());
        List<Intent> intents = new ArrayList<>(filed.intents());
        intents.add(new Intent.Patch(
                new Target.ById(TASK, packet.task()),
                task -> ReferralTask.about(task, patient, filed.request(), filed.documents()),
                Precondition.NONE));
        Caller writer = new Caller(by.id(), by.display(), by.capacity(), Rights.EVERYTHING);
        records.write(
                writer,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        by,
                        Action.LINK_PATIENT,
                        0,
                        "referral from " + from.name() + ", Task/" + packet.task(),
                        200,
                        patients),
                Records.Company.with((connection, written) -> {
                    if (!Packet.take(connection, packet.task())) {
                        throw new Failed(new Failure.Conflict("Somebody has said meanwhile who this is."));
                    }
                    linking.referred(connection, from, patient, person(patient), packet.theirs());
                }));
    }

    /** What becomes of our order when who asked cancels the referral or closes it. */
    List<Intent> orderAfter(Referral referral, List<Step> theirs) {
        boolean cancelled = theirs.stream().anyMatch(each -> each.move() == Move.CANCELLED);
        boolean closed = theirs.stream().anyMatch(each -> each.move() == Move.CLOSED);
        if (referral.order().isEmpty() || (!cancelled && !closed)) {
            return List.of();
        }
        JsonString status = new JsonString(closed ? "completed" : "revoked");
        return List.of(new Intent.Patch(
                new Target.ById("ServiceRequest", referral.order()),
                order -> "active".equals(order.text("status")) ? order.with("status", status) : order,
                Precondition.NONE));
    }
}
