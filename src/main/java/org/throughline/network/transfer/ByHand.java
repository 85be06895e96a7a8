package org.throughline.network.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;

/** A chart that moves to a practice that is no member: it is handed over by hand, and a receipt comes back. */
public final class ByHand {
    private final Database database;
    private final Giving giving;
    private final Closing closing;
    private final Departures departures;
    private final Acts acts;
    private final InstantSource clock;

    ByHand(Database database, Giving giving, Closing closing, Departures departures, Acts acts, InstantSource clock) {
        this.database = database;
        this.giving = giving;
        this.closing = closing;
        this.departures = departures;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * A chart as it is handed over by hand.
     *
     * @param bundle all of it, a FHIR Bundle
     * @param list each entry with its hash, and the hash of all
     * @param open what the new practice is to go on with, in words
     */
    public record Handed(byte[] bundle, String list, List<String> open) {}

    /**
     * Makes what is handed over by hand, for one that was signed; it can be made again until it was handed over.
     *
     * @throws Failed with {@link Failure.Conflict} when it is none, or over
     */
    public Handed handOut(Caller by, String id) {
        Decisions.require(Decisions.signs(by));
        Transfer transfer = TransferRows.known(database, id);
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
                        + manifest.root() + "\n",
                giving.toGoOn(transfer));
    }

    /** It was handed over by hand: to whom, and how. */
    public void handed(Caller by, String id, String words) {
        Decisions.require(by.may(Interaction.UPDATE, "Patient"));
        Transfer transfer = byHand(id);
        if (transfer.entries() == 0) {
            throw new Failed(new Failure.Conflict("Make the package first."));
        }
        Step step = new Step(State.FILED, now(), by.display(), Decisions.reason(words));
        acts.act(by, ignored -> Decisions.act(transfer, "handed over, " + transfer.receiver()), connection -> {
            TransferRows.state(connection, at(connection, id, State.OFFERED), step);
            TransferRows.disclose(connection, id);
            departures.note(connection, transfer, "The whole chart, " + transfer.entries() + " entries, by hand");
            return id;
        });
    }

    /** The receipt for what was handed over has come: by whom, and when. The chart is closed here then. */
    public void receipt(Caller by, String id, String words) {
        Decisions.require(by.may(Interaction.UPDATE, "Patient"));
        Transfer transfer = byHand(id);
        Step step = new Step(
                State.CONFIRMED,
                now(),
                by.display(),
                transfer.entries() + " entries, receipt: " + Decisions.reason(words));
        closing.close(
                transfer,
                (at, written, patients) -> Access.of(
                        at,
                        by,
                        Action.TRANSFER_CHART,
                        0,
                        "confirmed, " + transfer.receiver(),
                        200,
                        Set.of(Address.of("Patient", transfer.patient()))),
                Records.Company.with((connection, written) ->
                        TransferRows.state(connection, at(connection, id, State.FILED), step)));
    }

    private static Transfer at(Connection connection, String id, State state) throws SQLException {
        Transfer now = TransferRows.locked(connection, id);
        if (now.state() != state) {
            throw new Failed(new Failure.Conflict("Somebody has done something about it meanwhile."));
        }
        return now;
    }

    private Transfer byHand(String id) {
        Transfer transfer = TransferRows.known(database, id);
        if (!transfer.isByHand()) {
            throw new Failed(new Failure.Conflict("This goes by itself, and is confirmed there."));
        }
        return transfer;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
