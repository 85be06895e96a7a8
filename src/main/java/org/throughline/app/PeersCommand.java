package org.throughline.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.throughline.clinic.network.PeerWords;
import org.throughline.network.peer.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code peers}: who is in the network with this installation. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = "Lists who is and was in the network with this installation, and what is wrong with whom.")
final class PeersCommand implements Callable<Integer> {
    @Mixin
    private NetworkOption network = new NetworkOption();

    @Override
    public Integer call() {
        try (Wiring wiring = network.openAlone()) {
            print(
                    wiring.network().peers().all(),
                    new PeerWords(wiring.login().settings().zone(), wiring.clock()),
                    network.out());
            return Main.DONE;
        }
    }

    static void print(List<Peer> peers, PeerWords words, PrintWriter out) {
        if (peers.isEmpty()) {
            out.println("Nobody. './throughline invite' makes an invitation.");
        }
        for (Peer peer : peers) {
            out.println(peer.number() + "  " + peer.name() + ", " + peer.kind().words() + ", " + peer.address());
            out.println("   " + words.state(peer) + (peer.isMember() ? ". " + words.contact(peer) : ""));
            words.wrong(peer).forEach(wrong -> out.println("   " + wrong));
        }
    }
}
