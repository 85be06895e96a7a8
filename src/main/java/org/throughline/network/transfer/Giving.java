package org.throughline.network.transfer;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.throughline.access.Caller;
import org.throughline.access.Sensitivity;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.database.Database;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Peer;
import org.throughline.record.Records;

/**
 * Gives a chart to the practice that has accepted it: makes the package, once, by what the patient permits at that moment, and hands
 * it out in pieces. A piece of which something may not be seen any more is not given; the package is made anew then.
 */
final class Giving {
    private static final System.Logger LOG = System.getLogger(Giving.class.getName());
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Database database;
    private final Records records;
    private final Chart chart;
    private final OpenEnds ends;
    private final Acts acts;
    private final IntFunction<Optional<Caller>> members;
    private final Terms terms;
    private final Departures departures;
    private final InstantSource clock;

    /** @param members as whom a member acts here now, by its number */
    Giving(
            Database database,
            Records records,
            Chart chart,
            OpenEnds ends,
            Acts acts,
            IntFunction<Optional<Caller>> members,
            Terms terms,
            Departures departures,
            InstantSource clock) {
        this.database = database;
        this.records = records;
        this.chart = chart;
        this.ends = ends;
        this.acts = acts;
        this.members = members;
        this.terms = terms;
        this.departures = departures;
        this.clock = clock;
    }

    /** Which kinds of sensitive information go only when the request names them, and why, by label. */
    private Map<String, String> asked(Transfer transfer) {
        Wish wish = Objects.requireNonNull(transfer.wish());
        Map<String, String> asked = new TreeMap<>(terms.asked(transfer.peer(), wish.place()));
        if (!wish.isByPatient()) {
            asked.put(
                    Sensitivity.ADOL.name(),
                    "A minor keeps it from those who act for them: it goes when the minor agrees, and the request names it");
        }
        return asked;
    }

    /** As whom a chart is read that goes. */
    Caller reader(Transfer transfer) {
        Caller member = transfer.isByHand()
                ? null
                : members.apply(transfer.peer())
                        .orElseThrow(() -> new Failed(
                                new Failure.Conflict(transfer.receiver() + " is no member of the network any more.")));
        return Reader.of(
                member, Objects.requireNonNull(transfer.wish()), asked(transfer).keySet());
    }

    /** The address of our API. */
    String base() {
        return chart.base();
    }

    /** What would go now. */
    List<Chart.Item> goes(Transfer transfer) {
        return chart.goes(reader(transfer), transfer.patient());
    }

    Contents contents(Transfer transfer) {
        Caller reader = reader(transfer);
        List<Chart.Item> goes = chart.goes(reader, transfer.patient());
        Map<String, Integer> counts = new TreeMap<>();
        Set<Long> addresses = new HashSet<>();
        for (Chart.Item item : goes) {
            counts.merge(String.valueOf(item.resource().text("resourceType")), 1, Integer::sum);
            addresses.add(item.address());
        }
        return new Contents(
                counts, chart.held(reader, transfer.patient(), addresses, asked(transfer)), ends(reader, transfer));
    }

    private List<OpenEnd> ends(Caller reader, Transfer transfer) {
        boolean handOver = Objects.requireNonNull(transfer.wish()).handOver();
        return ends.of(reader, transfer.patient(), handOver);
    }

    /** What the new practice is to go on with, in words. */
    List<String> toGoOn(Transfer transfer) {
        return ends(reader(transfer), transfer).stream()
                .filter(OpenEnd::told)
                .map(OpenEnd::toGoOn)
                .toList();
    }

    /** Makes the package of one that was accepted; what does not go is kept with it. */
    void pack(Transfer transfer) {
        try {
            Packing packing = Packing.of(goes(transfer), toGoOn(transfer));
            Acts.Act act = new Acts.Act(
                    Action.DISCLOSE,
                    "chart transfer, " + packing.manifest().entries().size() + " entries: " + transfer.receiver(),
                    200,
                    Set.of(Address.of("Patient", transfer.patient())));
            acts.act(Chart.PRODUCT, ignored -> act, connection -> {
                Transfer now = TransferRows.locked(connection, transfer.id());
                boolean made = TransferRows.manifest(connection, transfer.id()).isPresent(); // by another process
                if (now.state() == State.ACCEPTED && !made) {
                    TransferRows.clear(connection, transfer.id());
                    TransferRows.manifest(connection, transfer.id(), packing.manifest());
                    for (int i = 0; i < packing.parts().size(); i++) {
                        TransferRows.part(
                                connection, transfer.id(), i, packing.parts().get(i));
                    }
                }
                return now;
            });
        } catch (Failed e) {
            trouble(transfer, e.failure().message());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A chart cannot be packed; it is tried again", e);
            trouble(transfer, "A fault here; the log says more.");
        }
    }

    private void trouble(Transfer transfer, String words) {
        Instant due = clock.instant().plus(LATER);
        database.inTransaction(connection -> {
            TransferRows.trouble(connection, transfer.id(), words, due);
            return transfer;
        });
    }

    private Transfer given(Peer peer, String id) {
        Transfer transfer = database.read(connection -> TransferRows.of(connection, id))
                .filter(each -> each.giving() && each.peer() == peer.number())
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such transfer.")));
        if (transfer.state() != State.ACCEPTED) {
            if (transfer.state() == State.OFFERED) {
                throw new Failed(new Failure.Unavailable("That it was accepted is not known here yet."));
            }
            throw new Failed(new Failure.Gone("This transfer is over."));
        }
        return transfer;
    }

    /** The list of what is on its way. */
    byte[] manifest(Peer peer, Caller caller, String id) {
        Transfer transfer = given(peer, id);
        Manifest manifest = manifest(id);
        acts.note(caller, act(transfer, "list"));
        return Packed.packed(manifest.bytes());
    }

    private Manifest manifest(String id) {
        return database.read(connection -> TransferRows.manifest(connection, id))
                .orElseThrow(() -> new Failed(new Failure.Unavailable("It is being made.")));
    }

    /** A piece of it. */
    byte[] part(Peer peer, Caller caller, String id, String number, int part) {
        Transfer transfer = given(peer, id);
        Manifest manifest = manifest(id);
        if (!manifest.number().equals(number) || !mayGoStill(transfer, manifest)) {
            throw new Failed(new Failure.Conflict("It is made anew."));
        }
        byte[] content = database.read(connection -> TransferRows.part(connection, id, part))
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such piece.")));
        Acts.Act act = act(transfer, "piece " + (part + 1) + " of " + manifest.parts());
        acts.act(caller, ignored -> act, connection -> {
            if (TransferRows.disclose(connection, id)) {
                departures.note(
                        connection,
                        transfer,
                        "The whole chart, " + manifest.entries().size() + " entries");
            }
            return id;
        });
        return content;
    }

    /** Whether all of it may be seen still; where it may not, it is made anew. */
    private boolean mayGoStill(Transfer transfer, Manifest manifest) {
        List<Long> addresses = new ArrayList<>();
        manifest.entries().forEach(each -> addresses.add(Address.of(each.type(), each.id())));
        boolean all = records.visible(reader(transfer), addresses).size() == new HashSet<>(addresses).size();
        if (!all) {
            Instant now = clock.instant();
            database.inTransaction(connection -> {
                TransferRows.anew(connection, transfer.id(), now);
                return transfer;
            });
        }
        return all;
    }

    private static Acts.Act act(Transfer transfer, String what) {
        return new Acts.Act(
                Action.DISCLOSE, "chart transfer, " + what, 200, Set.of(Address.of("Patient", transfer.patient())));
    }
}
