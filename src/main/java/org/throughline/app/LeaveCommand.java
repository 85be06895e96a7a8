package org.throughline.app;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.network.peer.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leave}: ends a membership, or all. */
@Command(
        name = "leave",
        mixinStandardHelpOptions = true,
        description =
                "Leaves a member of the network, or all: from this moment it is shown nothing. It is told so, as soon"
                        + " as it answers.")
final class LeaveCommand implements Callable<Integer> {
    @Mixin
    private NetworkOption network = new NetworkOption();

    @Parameters(paramLabel = "PEER", arity = "0..1", description = "Its number, address or name, as 'peers' lists it.")
    private @Nullable String peer;

    @Option(names = "--all", description = "Leaves all of them.")
    private boolean all;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if ((peer == null) != all) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Name one member, or use --all.");
        }
        try (Wiring wiring = network.open()) {
            List<Peer> leaving = peer == null
                    ? wiring.network().peers().members()
                    : List.of(wiring.network().peers().meant(peer));
            for (Peer each : leaving) {
                boolean knows = wiring.network().leaving().leave(Installation.operator(), each);
                network.out()
                        .println(each.name() + " is no member any more. "
                                + (knows ? "It knows." : "It does not answer; it is told when it does."));
            }
            return Main.DONE;
        }
    }
}
