package org.throughline.app;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.throughline.network.peer.Peer;
import org.throughline.network.peer.Rekeying;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rekey}: gives the installation another key. */
@Command(
        name = "rekey",
        mixinStandardHelpOptions = true,
        description =
                "Gives this installation another message key and tells the members of its network, by a statement of the"
                        + " old key. The old one is gone. Several processes on one database need the new file"
                        + " message-key.json in each of their data folders.")
final class RekeyCommand implements Callable<Integer> {
    @Mixin
    private NetworkOption network = new NetworkOption();

    @Option(
            names = "--compromised",
            description =
                    "The old key may be in somebody else's hands: it vouches for nothing. Each member closes its doors"
                            + " within a minute or so, and must be joined anew.")
    private boolean compromised;

    @Override
    public Integer call() {
        try (Wiring wiring = network.open()) {
            Rekeying.Rekeyed done = wiring.network().rekeying().rekey(Installation.operator(), compromised);
            network.out().println("The key is " + done.fingerprint() + " now.");
            tell("They know: ", done.told());
            tell(
                    compromised ? "To be joined anew, by an invitation: " : "They are told when they answer: ",
                    done.waiting());
            return Main.DONE;
        }
    }

    private void tell(String what, List<Peer> peers) {
        if (!peers.isEmpty()) {
            network.out().println(what + peers.stream().map(Peer::name).collect(Collectors.joining(", ")));
        }
    }
}
