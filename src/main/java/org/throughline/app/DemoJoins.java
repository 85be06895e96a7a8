package org.throughline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.throughline.access.Caller;
import org.throughline.database.DatabaseSettings;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Linking;
import org.throughline.network.peer.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code demo-joins}: joins the members of the demonstration's network, which run, by invitations, and asks for the records of
 * patients who agree, as people would on the screens. A process of its own, so that what it needs is given back.
 */
@Command(name = "demo-joins", hidden = true, description = "Joins the members of the demonstration's network.")
final class DemoJoins implements Callable<Integer> {
    private static final Caller OPERATOR = Installation.operator();

    /** Who asks whom for whose record, and gives theirs for it. */
    private static final List<Agreed> AGREED = List.of(
            new Agreed(DemoMember.FAMILY, "rosa", DemoMember.LAB),
            new Agreed(DemoMember.FAMILY, "walter", DemoMember.HEART),
            new Agreed(DemoMember.FAMILY, "walter", DemoMember.LAB),
            new Agreed(DemoMember.FAMILY, "grace", DemoMember.HEART),
            new Agreed(DemoMember.FAMILY, "ida", DemoMember.HEART));

    @Parameters(paramLabel = "DIR")
    private Path folder = Path.of("");

    private record Agreed(DemoMember asks, String patient, DemoMember gives) {}

    /** A member that runs, opened beside it. */
    private record Running(Wiring wiring, String address) {}

    @Override
    public Integer call() {
        Logging.to(Logging.Level.WARNING);
        Map<DemoMember, Running> open = new EnumMap<>(DemoMember.class);
        try {
            for (DemoMember member : DemoMember.values()) {
                Path data = folder.resolve(member.code()).toAbsolutePath().normalize();
                String address = address(data);
                Wiring wiring = Installation.open(
                        data, new DatabaseSettings.Embedded(data), address + "/fhir", HouseRules.DEFAULT);
                open.put(member, new Running(wiring, address));
            }
            join(List.copyOf(open.values()));
            for (Agreed agreed : AGREED) {
                Wiring asks = Objects.requireNonNull(open.get(agreed.asks())).wiring();
                String gives = Objects.requireNonNull(open.get(agreed.gives())).address();
                Linking linking = asks.sharing().linking();
                Peer peer = asks.network().peers().at(gives).orElseThrow();
                if (isLinked(linking, agreed, peer)) {
                    continue;
                }
                linking.ask(OPERATOR, peer, agreed.patient(), null, true);
                if (!isLinked(linking, agreed, peer)) {
                    throw new Failed(new Failure.Conflict(peer.name() + " does not know " + agreed.patient() + ": "
                            + linking.requests(agreed.patient())));
                }
            }
        } finally {
            open.values().forEach(each -> each.wiring().close());
        }
        return Main.DONE;
    }

    private static boolean isLinked(Linking linking, Agreed agreed, Peer peer) {
        return linking.links(agreed.patient()).stream().anyMatch(link -> link.peer() == peer.number());
    }

    private static void join(List<Running> all) {
        for (Running first : all) {
            for (Running second : all.subList(all.indexOf(first) + 1, all.size())) {
                if (second.wiring().network().peers().at(first.address()).isEmpty()) {
                    String invitation = first.wiring()
                            .network()
                            .invitations()
                            .make(OPERATOR, Duration.ofHours(1))
                            .text();
                    second.wiring().network().joining().join(OPERATOR, invitation);
                }
            }
        }
    }

    private static String address(Path data) {
        try {
            return RunFile.of(data)
                    .map(RunFile::address)
                    .orElseThrow(() -> new Failed(new Failure.Unavailable("Nothing runs on " + data + ".")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
