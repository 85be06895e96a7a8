package org.throughline.network.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Peers;
import org.throughline.network.post.Event;
import org.throughline.network.post.Letter;
import org.throughline.network.post.Outbox;

/** What people decide about transfers, on both sides; the other side is told of it in the same transaction. */
public final class Decisions {
    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 120;

    private final Database database;
    private final Peers peers;
    private final Outbox outbox;
    private final Acts acts;
    private final Terms terms;
    private final Clock clock;

    /** @param clock in the practice's time zone */
    Decisions(Database database, Peers peers, Outbox outbox, Acts acts, Terms terms, Clock clock) {
        this.database = database;
        this.peers = peers;
        this.outbox = outbox;
        this.acts = acts;
        this.terms = terms;
        this.clock = clock;
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
        if (database.read(connection -> TransferRows.ofPatient(connection, patient)).stream()
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
        Transfer transfer = TransferRows.known(database, id);
        step(by, id, false, List.of(State.FILED), State.CONFIRMED, transfer.entries() + " entries, whole", null);
    }

    static String reason(String typed) {
        String reason = typed.strip();
        if (reason.isEmpty() || reason.length() > LONGEST) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why, in " + LONGEST + " letters at most."));
        }
        return reason;
    }

    static void require(boolean may) {
        if (!may) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    private void step(
            Caller by, String id, boolean giving, List<State> from, State to, String words, @Nullable String patient) {
        Transfer before = TransferRows.known(database, id);
        Step step = new Step(to, now(), by.display(), words);
        acts.act(by, done -> act(done, to.name().toLowerCase(Locale.ROOT) + ", " + done.receiver()), connection -> {
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

    static Acts.Act act(Transfer transfer, String what) {
        return new Acts.Act(
                Action.TRANSFER_CHART,
                what,
                200,
                transfer.patient().isEmpty() ? Set.of() : Set.of(Address.of("Patient", transfer.patient())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
