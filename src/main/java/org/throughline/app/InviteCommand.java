package org.throughline.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.peer.Invitation;
import org.throughline.network.peer.Invitations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code invite}: an invitation for another installation. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        description =
                "Prints an invitation for another installation to join this one in a network, on one line of standard"
                        + " output. It holds the address, a code that is good for once, and the fingerprint of this"
                        + " installation's key. Hand it over by a way that only they can read.")
final class InviteCommand implements Callable<Integer> {
    @Mixin
    private NetworkOption network = new NetworkOption();

    @Option(
            names = "--valid",
            paramLabel = "SPAN",
            defaultValue = "24h",
            description = "How long it is valid: 90m, 24h, 7d (default: 24h).")
    private String valid = "24h";

    @Option(names = "--withdraw", description = "Makes none, and withdraws those that were not used yet.")
    private boolean withdraw;

    @Override
    public Integer call() {
        return withdraw ? withdraw() : invite();
    }

    private int withdraw() {
        try (Wiring wiring = network.openAlone()) {
            Invitations invitations = wiring.network().invitations();
            List<Invitations.Open> open = invitations.open();
            open.forEach(each -> invitations.withdraw(Installation.operator(), each.id()));
            network.out().println(open.size() + " withdrawn.");
            return Main.DONE;
        }
    }

    private int invite() {
        Duration span = span(valid);
        try (Wiring wiring = network.open()) {
            Invitation made = wiring.network().invitations().make(Installation.operator(), span);
            network.out().println(made.text());
            return Main.DONE;
        }
    }

    static Duration span(String text) {
        if (!text.matches("[0-9]{1,5}[mhd]")) {
            throw new Failed(new Failure.Malformed(
                    "value", "valid", "'" + text + "' is no span of time: write 90m, 24h or 7d."));
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
