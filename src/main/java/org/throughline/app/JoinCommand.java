package org.throughline.app;

import java.util.concurrent.Callable;
import org.throughline.network.peer.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code join}: joins whoever made an invitation. */
@Command(
        name = "join",
        mixinStandardHelpOptions = true,
        description =
                "Joins the installation that made an invitation: both are members then, and each decides by its own"
                        + " patients' consents what the other is shown. It can be repeated when it was broken off.")
final class JoinCommand implements Callable<Integer> {
    @Mixin
    private NetworkOption network = new NetworkOption();

    @Parameters(paramLabel = "INVITATION", description = "As it was handed over, within quotation marks.")
    private String invitation = "";

    @Override
    public Integer call() {
        try (Wiring wiring = network.open()) {
            Peer peer = wiring.network().joining().join(Installation.operator(), invitation);
            network.out()
                    .println("Joined with " + peer.name() + " (" + peer.kind().words() + ") at " + peer.address()
                            + ". It is member " + peer.number() + " here.");
            return Main.DONE;
        }
    }
}
