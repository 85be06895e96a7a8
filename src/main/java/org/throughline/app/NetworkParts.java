package org.throughline.app;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.throughline.audit.AuditTrail;
import org.throughline.clinic.network.PeerWords;
import org.throughline.database.Database;
import org.throughline.http.Fetcher;
import org.throughline.keys.MessageKey;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.login.smart.app.Secrets;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.network.peer.House;
import org.throughline.network.peer.Kind;
import org.throughline.network.peer.Network;
import org.throughline.record.Records;
import org.throughline.ui.Warning;

/** The membership in a network of installations, with what reaches the others and keeps in touch with them. */
final class NetworkParts implements AutoCloseable {
    private final Network network;
    private final Fetcher fetcher;
    private final Settings settings;
    private final Clock clock;
    private volatile boolean serves;
    private volatile List<Warning> warnings = List.of();

    /** @param onPrivateNetwork whether others may be on the private network */
    NetworkParts(
            Groundwork ground,
            Database database,
            AuditTrail audit,
            Records records,
            Settings settings,
            AuthorizationServer apps,
            MessageKey key,
            boolean onPrivateNetwork) {
        String home = ground.base().replaceFirst("/fhir$", "");
        this.settings = settings;
        this.clock = ground.clock();
        this.fetcher = new Fetcher(onPrivateNetwork || Network.isOfThisMachine(home));
        House house = new House(
                home,
                () -> settings.of(Setting.ORGANIZATION),
                () -> Kind.of(settings.of(Setting.ORGANIZATION_KIND)).orElse(Kind.PRACTICE),
                records);
        this.network = new Network(
                database,
                audit,
                ground.definitions().types(),
                house,
                fetcher,
                key,
                apps.members(),
                new Secrets(ground.random()),
                clock);
    }

    /** Reaches the others. */
    Fetcher fetcher() {
        return fetcher;
    }

    Network network() {
        return network;
    }

    /** From now on others reach this process: a command's process does not know by what address they do, nor lives long. */
    void serve() {
        serves = true;
    }

    Chore chore() {
        return Chore.of("keeping in touch with the network", Duration.ofSeconds(3), this::keepInTouch);
    }

    private void keepInTouch() {
        if (serves) {
            network.keepInTouch();
            PeerWords words = new PeerWords(settings.zone(), clock);
            warnings = network.peers().all().stream()
                    .flatMap(peer -> words.warning(peer).stream())
                    .map(text -> new Warning("Network", text, "/admin/network"))
                    .toList();
        }
    }

    /** What administrators are to be warned of, as it was a moment ago. */
    List<Warning> warnings() {
        return warnings;
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
