package org.throughline.app;

import java.util.concurrent.Callable;
import org.throughline.network.peer.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cut-off}: closes all doors to a member that cannot be trusted any more. */
@Command(
        name = "cut-off",
        mixinStandardHelpOptions = true,
        description =
                "Closes all doors to a member of the network at once, when its key or machine may be in somebody else's"
                        + " hands. It needs nothing of the other side and tells it nothing.")
final class CutOffCommand implements Callable<Integer> {
    @Mixin
    private NetworkOption network = new NetworkOption();

    @Parameters(paramLabel = "PEER", description = "Its number, address or name, as 'peers' lists it.")
    private String peer = "";

    @Override
    public Integer call() {
        try (Wiring wiring = network.openAlone()) {
            Peer meant = wiring.network().peers().meant(peer);
            wiring.network().leaving().cutOff(Installation.operator(), meant);
            network.out().println(meant.name() + " is cut off. Its tokens have ended.");
            return Main.DONE;
        }
    }
}
