package org.throughline.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.care.registration.Matching;
import org.throughline.care.reliance.Reliance;
import org.throughline.care.summary.SummaryReader;
import org.throughline.care.task.Tasks;
import org.throughline.database.Database;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.http.Answer;
import org.throughline.http.Fetcher;
import org.throughline.http.Routes;
import org.throughline.kernel.Ids;
import org.throughline.keys.ClientKeys;
import org.throughline.login.Login;
import org.throughline.login.role.PresentRights;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.login.smart.app.MemberApps;
import org.throughline.login.smart.app.Secrets;
import org.throughline.network.emergency.Answers;
import org.throughline.network.emergency.EmergencyCalls;
import org.throughline.network.emergency.EmergencyDoor;
import org.throughline.network.link.Aftermath;
import org.throughline.network.link.LinkDoor;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Permissions;
import org.throughline.network.locate.LocateDoor;
import org.throughline.network.locate.Locating;
import org.throughline.network.locate.Locator;
import org.throughline.network.locate.Secret;
import org.throughline.network.outside.Outside;
import org.throughline.network.outside.ToldDoor;
import org.throughline.network.peer.Kind;
import org.throughline.network.peer.Network;
import org.throughline.network.peer.Peer;
import org.throughline.network.share.EventDoor;
import org.throughline.network.share.Giving;
import org.throughline.network.share.Listeners;
import org.throughline.network.share.Listening;
import org.throughline.network.share.Reaching;
import org.throughline.network.share.Receiving;
import org.throughline.network.share.Sources;
import org.throughline.record.Records;
import org.throughline.record.protection.Emergencies;
import org.throughline.search.Searches;
import org.throughline.ui.Warning;

/** Records that are shared with the members of the network, put together. */
final class Sharing {
    private static final Duration SOON = Duration.ofMillis(150);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Who is down for less may be starting anew. */
    private static final Duration LONG = Duration.ofHours(1);

    private final Network network;
    private final Listeners listeners;
    private final Giving giving;
    private final Listening listening;
    private final Linking linking;
    private final Sources sources;
    private final Permissions permissions;
    private final Reaching reaching;
    private final Aftermath aftermath;
    private final Secret secret;
    private final Locator locator;
    private final Locating locating;
    private final Answers answers;
    private final EmergencyCalls emergencyCalls;
    private final Outside outside;
    private final IntFunction<Optional<Caller>> members;
    private final InstantSource clock;
    private volatile boolean serves;
    private volatile List<Warning> warnings = List.of();

    /**
     * @param settings of the installation: which Organization it is, whether what was agreed elsewhere counts by itself
     * @param accounts as whom accounts act
     * @param fetcher reaches servers of others
     */
    Sharing(
            Groundwork ground,
            Database database,
            Records records,
            Searches searches,
            AuditTrail audit,
            Network network,
            Supplier<Subscriptions> subscriptions,
            Settings settings,
            PresentRights accounts,
            SummaryReader summaries,
            Fetcher fetcher) {
        this.network = network;
        this.clock = ground.clock();
        Supplier<String> ourselves = () -> settings.of(Setting.ORGANIZATION);
        Acts acts = new Acts(database, audit, ground.clock());
        this.listeners = new Listeners(database, network.peers(), subscriptions, ground.clock());
        this.members = peer -> network.peers()
                .of(peer)
                .filter(Peer::isMember)
                .flatMap(each -> accounts.caller(MemberApps.account(each.client())));
        this.giving = new Giving(
                database, records, searches, ground.guard().references(), members, listeners, ground.clock());
        this.listening = new Listening(
                database,
                network,
                new Receiving(records, acts, ground.definitions().types(), ourselves, ground.clock()),
                records,
                ground.definitions().types(),
                ground.base().replaceFirst("/fhir$", ""),
                new Secrets(ground.random()),
                new Ids(ground.clock(), ground.random())::next,
                ground.clock());
        this.sources = new Sources(database, ground.clock());
        this.permissions = new Permissions(records, searches, ground.clock());
        Tasks tasks = new Tasks(records, searches, ground.definitions().types(), ground.clock());
        this.reaching = new Reaching(database, records, tasks, settings::zone, ground.clock());
        this.aftermath = new Aftermath(
                database,
                records,
                network.peers(),
                new Reliance(records, searches),
                tasks,
                settings::zone,
                ground.clock());
        this.secret = new Secret(database, network, ground.masterKey(), new Secrets(ground.random()), ground.clock());
        this.locator = new Locator(
                database,
                network.peers(),
                acts,
                () -> settings.of(Setting.ORGANIZATION_KIND).equals(Kind.LOCATOR.code()));
        this.locating =
                new Locating(database, records, searches, network, permissions, secret, locator, ground.clock());
        this.linking = new Linking(
                database,
                records,
                new Matching(records, searches),
                network,
                acts,
                ourselves,
                sources,
                () -> settings.of(Setting.AGREEMENTS).equals("look"),
                ground.clock());
        this.outside = new Outside(
                database,
                records,
                audit,
                fetcher,
                new ClientKeys(ground.data()),
                linking,
                permissions,
                ground.definitions().types(),
                ground.base().replaceFirst("/fhir$", ""),
                new Secrets(ground.random()),
                ground.clock());
        Emergencies emergencies = new Emergencies(database, audit, ground.clock());
        this.answers = new Answers(
                database,
                records,
                new Matching(records, searches),
                summaries,
                emergencies,
                audit,
                ourselves,
                ground.clock());
        this.emergencyCalls = new EmergencyCalls(
                network,
                outside::sources,
                records,
                emergencies,
                new Ids(ground.clock(), ground.random()),
                ground.clock());
    }

    /** From now on members reach this process: a command's process does not know by what address they do. */
    void serve() {
        serves = true;
    }

    /** The topic by which members are told. */
    Listeners topic() {
        return listeners;
    }

    /** Links of patients. */
    Linking linking() {
        return linking;
    }

    /** Servers of others that give us records. */
    Outside outside() {
        return outside;
    }

    /** Who else holds something about a patient, as locators know. */
    Locating locating() {
        return locating;
    }

    /** What relied on links that have ended. */
    Aftermath aftermath() {
        return aftermath;
    }

    /** As whom a member acts here now, by its number; empty when it is none any more. */
    IntFunction<Optional<Caller>> members() {
        return members;
    }

    /** What patients permit members to be given. */
    Permissions permissions() {
        return permissions;
    }

    /** Where entries of others come from. */
    Sources sources() {
        return sources;
    }

    /** Whether dangerous allergies have reached the members. */
    Reaching reaching() {
        return reaching;
    }

    /** Asks members in an emergency. */
    EmergencyCalls emergencyCalls() {
        return emergencyCalls;
    }

    List<Chore> chores() {
        return List.of(
                Chore.of("seeing which members listen", SECOND, serving(listeners::refresh)),
                new Chore("giving members what they may see", SOON, this::give),
                Chore.of("listening to members", SECOND, serving(listening::step)),
                Chore.of(
                        "seeing whether allergies have reached members",
                        Duration.ofSeconds(10),
                        serving(reaching::step)),
                Chore.of("telling members of links", SECOND, serving(linking::step)),
                Chore.of("telling locators", SECOND, serving(locating::step)),
                Chore.of("asking outside servers", SECOND, serving(outside.polling()::step)),
                Chore.of("seeing how outside servers stand", Duration.ofSeconds(20), serving(this::look)),
                Chore.of(
                        "looking for patients at outside servers",
                        Duration.ofSeconds(5),
                        serving(outside.finding()::again)),
                Chore.of("telling who relied on links", SECOND, aftermath::step));
    }

    /** What has been wrong with an outside server for an hour is looked into by somebody. */
    private void look() {
        Instant since = clock.instant().minus(LONG);
        warnings = outside.servers().open().stream()
                .filter(server ->
                        server.faultSince() != null && server.faultSince().isBefore(since))
                .map(server -> new Warning("Network", server.name() + ": " + server.fault(), "/admin/network/servers"))
                .toList();
    }

    /** What administrators are to be warned of, as it was a moment ago. */
    List<Warning> warnings() {
        return warnings;
    }

    private boolean give() {
        return serves && giving.step();
    }

    private Runnable serving(Runnable step) {
        return () -> {
            if (serves) {
                step.run();
            }
        };
    }

    /** With what members call. */
    Routes with(Routes routes, Login login) {
        return routes.with("/network/client-keys", request -> Answer.of(200, "application/json", outside.keys()))
                .with("/network/told", new ToldDoor(outside))
                .with("/network/events", new EventDoor(network.peers(), listening))
                .with("/network/locate", new LocateDoor(locator, secret, network.peers(), login::caller))
                .with("/network/links", new LinkDoor(linking, network.peers(), login::caller))
                .with("/network/emergency", new EmergencyDoor(answers, network.peers(), login::caller));
    }
}
