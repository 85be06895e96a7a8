package org.throughline.network.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Recognition;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.Outbox;
import org.throughline.network.post.Sent;
import org.throughline.record.Intent;
import org.throughline.record.Records;

/** Whole charts that move to another practice, on both sides. */
public final class Transfers {
    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 120;

    private final Database database;
    private final Records records;
    private final Peers peers;
    private final Outbox outbox;
    private final Recognition recognition;
    private final Acts acts;
    private final Giving giving;
    private final Taking taking;
    private final OpenEnds ends;
    private final Terms terms;
    private final Clock clock;

    /** @param clock in the practice's time zone */
    Transfers(
            Database database,
            Records records,
            Peers peers,
            Outbox outbox,
            Recognition recognition,
            Acts acts,
            Giving giving,
            Taking taking,
            OpenEnds ends,
            Terms terms,
            Clock clock) {
        this.database = database;
        this.records = records;
        this.peers = peers;
        this.outbox = outbox;
        this.recognition = recognition;
        this.acts = acts;
        this.giving = giving;
        this.taking = taking;
        this.ends = ends;
        this.terms = terms;
        this.clock = clock;
    }

    /** One of a number. */
    public Transfer one(String id) {
        return database.read(connection -> TransferRows.of(connection, id))
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such transfer.")));
    }

    /** Those of a patient of ours, the last first. */
    public List<Transfer> ofPatient(String patient) {
        return database.read(connection -> TransferRows.ofPatient(connection, patient));
    }

    /** All of them, what was changed last first. */
    public List<Transfer> all() {
        return database.read(TransferRows::all);
    }

    /** The one by which a patient's chart has moved away; empty when it has not, or has come back since. */
    public Optional<Transfer> moved(String patient) {
        return ofPatient(patient).stream()
                .filter(each -> each.state() == State.CONFIRMED)
                .findFirst()
                .filter(Transfer::giving);
    }

    /** How it stands with what the other side was told of one, the oldest first. */
    public List<Sent> sent(Transfer transfer) {
        return outbox.about(TransferMessages.about(transfer.id()));
    }

    /** The members to which a chart can move. */
    public List<Peer> destinations() {
        return peers.members().stream()
                .filter(each -> each.kind().holdsRecords())
                .toList();
    }

    /**
     * The patient has asked for it in writing.
     *
     * @param member the number of the new practice; 0 for one that is no member, to which it is handed over by hand
     * @param name what that is called
     * @return the id of the transfer
     * @throws Failed with {@link Failure.Invalid} naming the field, {@link Failure.Conflict} when one is under way
     */
    public String prepare(Caller by, String patient, int member, String name, Wish wish) {
        require(by.may(Interaction.CREATE, "Consent") || by.may(Interaction.UPDATE, "Patient"));
        String receiver = member == 0
                ? name.strip()
                : destinations().stream()
                        .filter(each -> each.number() == member)
                        .findFirst()
                        .map(Peer::name)
                        .orElse("");
        if (receiver.isEmpty() || receiver.length() > LONGEST_NAME) {
            throw new Failed(new Failure.Invalid(
                    "required", "member", "Choose the practice to which the chart moves, or name it."));
        }
        wish.check(LocalDate.now(clock), terms.requestDays());
        if (ofPatient(patient).stream()
                .anyMatch(each -> each.giving() && !each.state().isOver())) {
            throw new Failed(new Failure.Conflict("A transfer of this chart is under way already."));
        }
        String id = UUID.randomUUID().toString();
        Instant now = now();
        Transfer transfer = new Transfer(
                id,
                true,
                member,
                receiver,
                patient,
                "",
                JsonObject.EMPTY,
                wish,
                State.PREPARED,
                List.of(new Step(State.PREPARED, now, by.display(), "")),
                0,
                0,
                "",
                now);
        acts.act(by, ignored -> act(transfer, "asked for, to " + receiver), connection -> {
            TransferRows.insert(connection, transfer);
            return id;
        });
        return id;
    }

    /** As whom a chart is read that goes: what of it this sees may go, and nothing else. */
    public Caller reader(Transfer transfer) {
        return giving.reader(transfer);
    }

    /** What of it goes, and what is held back; for who may sign, or prepares it. */
    public Contents contents(Transfer transfer) {
        return giving.contents(transfer);
    }

    /** The hash of all that is on its way, by which both sides know that they mean the same; empty while it is not known. */
    String root(Transfer transfer) {
        return database.read(connection -> TransferRows.manifest(connection, transfer.id()))
                .map(Manifest::root)
                .orElse("");
    }

    /** How many of each type it is; empty while that is not known. */
    public Map<String, Integer> counts(Transfer transfer) {
        return database.read(connection -> TransferRows.manifest(connection, transfer.id()))
                .map(Manifest::counts)
                .orElse(Map.of());
    }

    /** By which day the law asks for it; empty when nothing is known of that, or it is not under way here. */
    public Optional<LocalDate> due(Transfer transfer) {
        Wish wish = transfer.wish();
        return wish == null || transfer.state().isAfter(State.ACCEPTED) ? Optional.empty() : terms.releaseBy(wish.on());
    }

    /** Whether somebody may sign: clinicians in their own name, and the privacy officer. */
    public static boolean signs(Caller caller) {
        return caller.may(Duty.PRESCRIBE) || caller.may(Duty.PRIVACY);
    }

    /** Signs it, so that it is offered to the new practice. */
    public void sign(Caller by, String id) {
        require(signs(by));
        step(by, id, true, List.of(State.PREPARED), State.OFFERED, "", null);
    }

    /** Takes it back: before it is filed there. */
    public void withdraw(Caller by, String id, String reason) {
        require(by.may(Interaction.UPDATE, "Patient"));
        step(
                by,
                id,
                true,
                List.of(State.PREPARED, State.OFFERED, State.ACCEPTED),
                State.WITHDRAWN,
                reason(reason),
                null);
    }

    /** Does not take it. */
    public void refuse(Caller by, String id, String reason) {
        require(by.may(Interaction.UPDATE, "Patient"));
        step(by, id, false, List.of(State.OFFERED, State.ACCEPTED), State.REFUSED, reason(reason), null);
    }

    /**
     * Takes it.
     *
     * @param patient the id of our Patient whose chart it is
     */
    public void accept(Caller by, String id, String patient) {
        require(by.may(Interaction.UPDATE, "Patient"));
        step(by, id, false, List.of(State.OFFERED), State.ACCEPTED, "", patient);
    }

    /** Confirms that the chart is here, whole. */
    public void confirm(Caller by, String id) {
        require(by.may(Interaction.UPDATE, "Patient"));
        Transfer transfer = one(id);
        step(by, id, false, List.of(State.FILED), State.CONFIRMED, transfer.entries() + " entries, whole", null);
    }

    /**
     * A chart as it is handed over by hand.
     *
     * @param bundle all of it, a FHIR Bundle
     * @param list each entry with its hash, and the hash of all
     */
    public record Handed(byte[] bundle, String list) {}

    /**
     * Makes what is handed over by hand, for one that was signed; it can be made again until it was handed over.
     *
     * @throws Failed with {@link Failure.Conflict} when it is none, or over
     */
    public Handed handOut(Caller by, String id) {
        require(signs(by));
        Transfer transfer = one(id);
        if (!transfer.isByHand() || transfer.state() != State.OFFERED) {
            throw new Failed(new Failure.Conflict("This is not handed over by hand now."));
        }
        List<Chart.Item> items = giving.goes(transfer);
        Manifest manifest = Packing.of(items, List.of()).manifest();
        acts.act(
                by,
                ignored -> new Acts.Act(
                        Action.DISCLOSE,
                        "chart transfer by hand, " + manifest.entries().size() + " entries: " + transfer.receiver(),
                        200,
                        Set.of(Address.of("Patient", transfer.patient()))),
                connection -> {
                    TransferRows.manifest(connection, id, manifest);
                    return id;
                });
        return new Handed(
                HandedBundle.of(items, giving.base(), clock.instant()),
                manifest.entries().stream().map(Manifest.Entry::line).collect(Collectors.joining("\n")) + "\nall "
                        + manifest.root() + "\n");
    }

    /** It was handed over by hand: to whom, and how. */
    public void handed(Caller by, String id, String words) {
        require(by.may(Interaction.UPDATE, "Patient"));
        Transfer transfer = byHand(id);
        if (transfer.entries() == 0) {
            throw new Failed(new Failure.Conflict("Make the package first."));
        }
        step(by, id, true, List.of(State.OFFERED), State.FILED, reason(words), null);
    }

    /** The receipt for what was handed over has come: by whom, and when. */
    public void receipt(Caller by, String id, String words) {
        require(by.may(Interaction.UPDATE, "Patient"));
        Transfer transfer = byHand(id);
        Step step = new Step(
                State.CONFIRMED, now(), by.display(), transfer.entries() + " entries, receipt: " + reason(words));
        records.write(
                Chart.PRODUCT,
                closing(transfer),
                (at, written, patients) -> Access.of(
                        at,
                        by,
                        Action.TRANSFER_CHART,
                        0,
                        "confirmed, " + transfer.receiver(),
                        200,
                        Set.of(Address.of("Patient", transfer.patient()))),
                Records.Company.with((connection, written) -> {
                    Transfer now = TransferRows.locked(connection, id);
                    if (now.state() != State.FILED) {
                        throw new Failed(new Failure.Conflict("Somebody has done something about it meanwhile."));
                    }
                    TransferRows.state(connection, now, step);
                }));
    }

    private Transfer byHand(String id) {
        Transfer transfer = one(id);
        if (!transfer.isByHand()) {
            throw new Failed(new Failure.Conflict("This goes by itself, and is confirmed there."));
        }
        return transfer;
    }

    /** Who of ours it is whose chart is offered, when that is certain. */
    public Optional<String> recognized(Transfer transfer) {
        return peers.of(transfer.peer()).flatMap(from -> recognition.patient(from, person(transfer)));
    }

    /** Who it is, as the old practice describes them. */
    public static JsonObject person(Transfer transfer) {
        return Objects.requireNonNullElse(transfer.person().object("patient"), JsonObject.EMPTY);
    }

    private static String reason(String typed) {
        String reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why, in " + LONGEST + " letters at most."));
        }
        return reason;
    }

    private static void require(boolean may) {
        if (!may) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    private void step(
            Caller by, String id, boolean giving, List<State> from, State to, String words, @Nullable String patient) {
        Transfer before = one(id);
        Step step = new Step(to, now(), by.display(), words);
        acts.act(
                by,
                done -> act(done, to.name().toLowerCase(java.util.Locale.ROOT) + ", " + done.receiver()),
                connection -> {
                    Transfer now = TransferRows.locked(connection, before.id());
                    if (now.giving() != giving || !from.contains(now.state())) {
                        throw new Failed(new Failure.Conflict("Somebody has done something about it meanwhile."));
                    }
                    if (patient != null) {
                        TransferRows.patient(connection, id, patient);
                    }
                    TransferRows.state(connection, now, step);
                    if (to.isOver()) {
                        TransferRows.clear(connection, id);
                    }
                    tell(connection, now, to);
                    return now;
                });
    }

    private void tell(Connection connection, Transfer transfer, State state) throws SQLException {
        if (!transfer.isByHand() && !(state == State.WITHDRAWN && transfer.state() == State.PREPARED)) {
            outbox.put(
                    connection,
                    new Letter(
                            transfer.peer(),
                            state == State.OFFERED ? Event.TRANSFER : Event.TRANSFER_STATE,
                            TransferMessages.about(transfer.id()),
                            state.name(),
                            transfer.patient()));
        }
    }

    private static Acts.Act act(Transfer transfer, String what) {
        return new Acts.Act(
                Action.TRANSFER_CHART,
                what,
                200,
                transfer.patient().isEmpty() ? Set.of() : Set.of(Address.of("Patient", transfer.patient())));
    }

    /** What closes the old chart once its move is confirmed. */
    List<Intent> closing(Transfer transfer) {
        return new ArrayList<>(ends.closing(
                transfer.patient(),
                transfer.receiver(),
                Objects.requireNonNull(transfer.wish()).handOver()));
    }

    /** Works on what was accepted: makes what is to be given, fetches what comes. To be called every second or so. */
    public void step() {
        while (true) {
            Instant now = clock.instant();
            Optional<Transfer> next =
                    database.inTransaction(connection -> TransferRows.take(connection, now, now.plus(giving.alone())));
            if (next.isEmpty()) {
                return;
            }
            if (next.get().giving()) {
                giving.pack(next.get());
            } else {
                taking.go(next.get());
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
