package org.throughline.network.transfer;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.database.Database;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Answered;
import org.throughline.network.peer.Asking;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;

/**
 * Fetches a chart that was accepted, piece by piece. Each piece is kept once it has come, so that whatever ends this process, another
 * goes on where it was; once all are there the chart is filed.
 */
final class Taking {
    private static final System.Logger LOG = System.getLogger(Taking.class.getName());
    /** How long nobody else works on one, from its last step: whoever is killed meanwhile is waited for no longer. */
    static final Duration ALONE = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(20);
    private static final Duration MUCH_LATER = Duration.ofMinutes(10);

    private final Database database;
    private final Network network;
    private final Filing filing;
    private final InstantSource clock;

    Taking(Database database, Network network, Filing filing, InstantSource clock) {
        this.database = database;
        this.network = network;
        this.filing = filing;
        this.clock = clock;
    }

    /** Fetches what is still missing, and files it. */
    void go(Transfer transfer) {
        try {
            Optional<Peer> peer = network.peers().of(transfer.peer()).filter(Peer::isMember);
            if (peer.isEmpty()) {
                later(transfer, "The old practice is no member of the network any more.", MUCH_LATER);
                return;
            }
            Manifest manifest = manifest(transfer, peer.get());
            List<byte[]> parts = new ArrayList<>();
            Set<Integer> there =
                    new HashSet<>(database.read(connection -> TransferRows.parts(connection, transfer.id())));
            for (int i = 0; i < manifest.parts(); i++) {
                if (!there.contains(i)) {
                    fetch(transfer, peer.get(), manifest, i);
                }
            }
            for (int i = 0; i < manifest.parts(); i++) {
                int number = i;
                parts.add(database.read(connection -> TransferRows.part(connection, transfer.id(), number))
                        .orElseThrow(() -> new Failed(new Failure.Unavailable("A piece is missing."))));
            }
            filing.file(transfer, peer.get(), manifest, Lines.of(parts));
        } catch (Failed e) {
            failed(transfer, e.failure());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A chart that comes cannot be filed; it is tried again", e);
            later(transfer, "A fault here; the log says more.", MUCH_LATER);
        }
    }

    private void failed(Transfer transfer, Failure failure) {
        switch (failure) {
            case Failure.Unavailable waits -> later(transfer, waits.message(), LATER);
            case Failure.TooManyRequests many -> later(transfer, many.message(), SOON);
            case Failure.Conflict anew -> {
                anew(transfer);
                later(transfer, anew.message(), SOON);
            }
            case Failure.Malformed damaged -> {
                anew(transfer);
                later(transfer, damaged.message(), LATER);
            }
            default -> later(transfer, "It cannot be filed: " + failure.message(), MUCH_LATER);
        }
    }

    private void anew(Transfer transfer) {
        Instant now = clock.instant();
        database.inTransaction(connection -> {
            TransferRows.anew(connection, transfer.id(), now);
            return transfer;
        });
    }

    private void later(Transfer transfer, String words, Duration pause) {
        Instant due = clock.instant().plus(pause);
        database.inTransaction(connection -> {
            TransferRows.trouble(connection, transfer.id(), words, due);
            return transfer;
        });
    }

    private Manifest manifest(Transfer transfer, Peer peer) {
        Optional<Manifest> known = database.read(connection -> TransferRows.manifest(connection, transfer.id()));
        if (known.isPresent()) {
            return known.get();
        }
        Manifest manifest = Manifest.read(Packed.unpacked(got(transfer, peer, transfer.id())));
        database.inTransaction(connection -> {
            TransferRows.clear(connection, transfer.id());
            TransferRows.manifest(connection, transfer.id(), manifest);
            return manifest;
        });
        return manifest;
    }

    private void fetch(Transfer transfer, Peer peer, Manifest manifest, int part) {
        byte[] content = got(transfer, peer, transfer.id() + "/" + manifest.number() + "/" + part);
        Packed.unpacked(content);
        database.inTransaction(connection -> {
            Transfer now = TransferRows.locked(connection, transfer.id());
            if (now.state() != State.ACCEPTED) {
                throw new Failed(new Failure.Gone("This transfer is over."));
            }
            TransferRows.part(connection, transfer.id(), part, content);
            TransferRows.due(connection, transfer.id(), clock.instant().plus(ALONE));
            return now;
        });
    }

    private byte[] got(Transfer transfer, Peer peer, String path) {
        Answered answered = network.calls()
                .get(
                        peer,
                        Asking.toTreat(
                                Chart.PRODUCT, Set.of(Address.of("Patient", transfer.patient())), "chart transfer"),
                        PartDoor.PATH + path,
                        PATIENCE);
        return switch (answered) {
            case Answered.Answer(int status, String ignored, byte[] content) when status == 200 -> content;
            case Answered.Answer(int status, String ignored, byte[] content)
            when status == 202 ->
                throw new Failed(new Failure.TooManyRequests("The old practice makes it ready.", SOON));
            case Answered.Answer(int status, String ignored, byte[] content)
            when status == 409 -> throw new Failed(new Failure.Conflict("The old practice makes it anew."));
            case Answered.Answer(int status, String ignored, byte[] content)
            when status == 410 || status == 404 ->
                throw new Failed(new Failure.Unavailable("The old practice does not give it any more."));
            case Answered.Answer(int status, String ignored, byte[] content) ->
                throw new Failed(new Failure.Unavailable("It answered " + status + "."));
            case Answered.Down() -> throw new Failed(new Failure.Unavailable(peer.name() + " does not answer."));
            case Answered.Refused(String why) -> throw new Failed(new Failure.Unavailable(why));
        };
    }
}
