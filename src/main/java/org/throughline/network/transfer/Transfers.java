package org.throughline.network.transfer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.network.link.Recognition;
import org.throughline.network.peer.Peers;
import org.throughline.network.post.Outbox;
import org.throughline.network.post.Sent;
import org.throughline.record.Moved;
import org.throughline.record.Records;

/**
 * Whole charts that move to another practice, on both sides: how each stands. What people do about them is in {@link Decisions},
 * {@link ByHand} and {@link Closing}.
 */
public final class Transfers {
    private final Database database;
    private final Records records;
    private final Peers peers;
    private final Outbox outbox;
    private final Recognition recognition;
    private final Giving giving;
    private final Taking taking;
    private final HandingOn handingOn;
    private final Decisions decisions;
    private final ByHand byHand;
    private final Closing closing;
    private final Terms terms;
    private final InstantSource clock;

    Transfers(
            Database database,
            Records records,
            Peers peers,
            Outbox outbox,
            Recognition recognition,
            Giving giving,
            Taking taking,
            HandingOn handingOn,
            Decisions decisions,
            ByHand byHand,
            Closing closing,
            Terms terms,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.peers = peers;
        this.outbox = outbox;
        this.recognition = recognition;
        this.giving = giving;
        this.taking = taking;
        this.handingOn = handingOn;
        this.decisions = decisions;
        this.byHand = byHand;
        this.closing = closing;
        this.terms = terms;
        this.clock = clock;
    }

    /** What people decide. */
    public Decisions decisions() {
        return decisions;
    }

    /** Handing over to who is no member. */
    public ByHand byHand() {
        return byHand;
    }

    /** Closing the old chart, and opening it again. */
    public Closing closing() {
        return closing;
    }

    /** One of a number. */
    public Transfer one(String id) {
        return TransferRows.known(database, id);
    }

    /** Those of a patient of ours, the last first. */
    public List<Transfer> ofPatient(String patient) {
        return database.read(connection -> TransferRows.ofPatient(connection, patient));
    }

    /** All of them, what was changed last first. */
    public List<Transfer> all() {
        return database.read(TransferRows::all);
    }

    /** The one by which a patient's chart has moved away; empty when it has not, or was opened again since. */
    public Optional<Transfer> moved(String patient) {
        return records.moved(patient).map(moved -> one(moved.transfer()));
    }

    /** The chart that one has closed here, when it is closed still. */
    public Optional<Moved.Chart> closed(Transfer transfer) {
        return transfer.giving()
                ? records.moved(transfer.patient())
                        .filter(each -> each.transfer().equals(transfer.id()))
                : Optional.empty();
    }

    /** How it stands with what the other side was told of one, the oldest first. */
    public List<Sent> sent(Transfer transfer) {
        return outbox.about(TransferMessages.about(transfer.id()));
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

    /** Who of ours it is whose chart is offered, when that is certain. */
    public Optional<String> recognized(Transfer transfer) {
        return peers.of(transfer.peer()).flatMap(from -> recognition.patient(from, person(transfer)));
    }

    /** Who it is, as the old practice describes them. */
    public static JsonObject person(Transfer transfer) {
        return Objects.requireNonNullElse(transfer.person().object("patient"), JsonObject.EMPTY);
    }

    /**
     * Works on what was accepted: makes what is to be given, fetches what comes; and asks about what has come for charts that have
     * moved. To be called every second or so.
     */
    public void step() {
        handingOn.step();
        while (true) {
            Instant now = clock.instant();
            Optional<Transfer> next =
                    database.inTransaction(connection -> TransferRows.take(connection, now, now.plus(Taking.ALONE)));
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
}
