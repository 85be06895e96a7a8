package org.throughline.app;

import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.audit.seal.Chain;
import org.throughline.bulk.Exporter;
import org.throughline.bulk.ImportProgress;
import org.throughline.bulk.Importer;
import org.throughline.care.hold.HoldGate;
import org.throughline.care.immunization.Knowing;
import org.throughline.care.immunization.Schedules;
import org.throughline.care.note.Sealed;
import org.throughline.care.result.Arrival;
import org.throughline.care.summary.SummaryReader;
import org.throughline.database.Database;
import org.throughline.events.advice.Adviser;
import org.throughline.events.courier.FhirTransport;
import org.throughline.events.live.Feed;
import org.throughline.events.subscription.NoHeaders;
import org.throughline.events.subscription.Parts;
import org.throughline.events.subscription.SubscriptionLimits;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.fhir.validate.ProfileRules;
import org.throughline.fhir.validate.ProfileValidator;
import org.throughline.fhir.validate.StructureValidator;
import org.throughline.http.Fetcher;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.kernel.Ids;
import org.throughline.keys.MessageKey;
import org.throughline.login.Login;
import org.throughline.login.LoginLimits;
import org.throughline.login.authority.Changes;
import org.throughline.login.bearer.Bearers;
import org.throughline.login.role.PresentRights;
import org.throughline.login.setting.Setting;
import org.throughline.login.smart.app.ScopeRules;
import org.throughline.login.smart.app.Secrets;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.login.smart.protocol.Endpoints;
import org.throughline.login.smart.protocol.SmartStyle;
import org.throughline.network.peer.Network;
import org.throughline.packages.LoadedFiles;
import org.throughline.packages.Packages;
import org.throughline.privacy.place.PlaceLaw;
import org.throughline.privacy.watch.Acquaintance;
import org.throughline.privacy.watch.Watch;
import org.throughline.privacy.watch.WatchSettings;
import org.throughline.record.Gate;
import org.throughline.record.Records;
import org.throughline.search.AddedParameters;
import org.throughline.search.Reindexing;
import org.throughline.search.Searches;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.vaccine.Vaccines;
import org.throughline.ui.AppStyle;
import org.throughline.ui.PracticeClock;
import org.throughline.ui.Warning;

/** The one place where the rooms are put together. Which path is answered by which screen stands in {@link Screens}. */
final class Wiring implements AutoCloseable {
    private static final int TOLERATED_DELTAS = 500;

    private final Groundwork ground;
    private final Database database;
    private final HouseRules rules;
    private final AuditTrail audit;
    private final SafetyParts safety;
    private final VaccineParts vaccines;
    private final Records records;
    private final Searches searches;
    private final Packages packages;
    private final AddedParameters parameters;
    private final Reindexing reindexing;
    private final ProfileRules profiles;
    private final Fetcher fetcher;
    private final Fetcher providerFetcher;
    private final AuthorizationServer apps;
    private final Login login;
    private final WatchSettings watchSettings;
    private final Feed feed;
    private final CareParts care;
    private final Safekeeping safekeeping;
    private final Prescribing prescribing;
    private final MessageKey messageKey;
    private final NetworkParts network;
    private final Staying staying;
    private final Errands errands;
    private final Housekeeping housekeeping;
    private final Chain chain;
    private final PlaceLaw law;
    private final PracticeClock practiceClock;
    private final AdviceParts advice;
    private final SummaryReader summaries;
    private final Sharing sharing;
    private final Between between;
    private final Subscriptions subscriptions;

    Wiring(Groundwork ground, Database database, HouseRules rules) {
        this.rules = rules;
        this.ground = ground;
        this.database = database;
        this.audit = new AuditTrail(database);
        ground.issued().moveTo(audit);
        this.packages = new Packages(database, audit, ground.clock());
        ground.terminology().set(() -> packages.library().terminology());
        this.profiles =
                new ProfileRules(rules.profiles(), new ProfileValidator(FhirContext::forR4Cached, packages::library));
        this.searches = new Searches(database, ground.search());
        this.law = new PlaceLaw(database, ground.bodies(), new Acts(database, audit, ground.clock()), ground.clock());
        this.practiceClock =
                new PracticeClock(ground.clock(), () -> login().settings().zone());
        this.safety = new SafetyParts(ground, database, audit, searches, this::records, practiceClock);
        this.vaccines = new VaccineParts(
                Vaccines.shipped(),
                new Schedules(new LoadedFiles(database, audit, ground.clock())),
                new Knowing(safety.checks(), Catalogues.shipped(), new Hierarchy(packages::vocabularies)));
        this.records = new Records(
                database,
                audit,
                ground.definitions().types(),
                ground.bodies(),
                ground.engines(),
                ground.guard(),
                ground.search(),
                new NoHeaders(StructureValidator::validate),
                profiles.enforces() ? profiles::faults : null,
                new Sealed(),
                gates(practiceClock),
                law::here,
                rules.record(),
                new Ids(ground.clock(), ground.random()),
                ground.clock());
        this.care = new CareParts(records, searches, ground.definitions().types(), ground.random(), practiceClock);
        this.parameters = new AddedParameters(database, records, ground.engines(), rules.settling());
        this.reindexing = new Reindexing(database, records, ground.definitions().types());
        parameters.refresh();
        Changes changes = new Changes(database);
        this.fetcher = new Fetcher(rules.apps().onPrivateNetwork());
        this.providerFetcher = new Fetcher(rules.door().providerOnPrivateNetwork());
        this.apps = new AuthorizationServer(
                Endpoints.ofFhir(ground.base()),
                database,
                audit,
                changes,
                new ScopeRules(ground.definitions().types(), ground::isToken),
                fetcher,
                ground.idTokenKey(),
                new AuthorizationServer.Settings(rules.apps().registerThemselves(), new SmartStyle(AppStyle.json())),
                new Secrets(ground.random()),
                ground.clock());
        PresentRights rights = new PresentRights(database, law::namedOnly, ground.clock());
        Bearers bearers =
                new Bearers(ground.tokens(), ground.issued(), apps.tokens(), rights, changes, audit, ground.clock());
        this.login = new Login(
                database,
                bearers,
                rights,
                audit,
                ground.masterKey(),
                ground.base(),
                providerFetcher,
                LoginLimits.perMinute(rules.door().loginsPerMinute(), System::nanoTime),
                rules.door().passwords(),
                records::read,
                ground.clock(),
                ground.random());
        this.chain = new Chain(database, ground.signatures(), ground.clock());
        this.watchSettings = new WatchSettings(login.settings());
        this.feed = new Feed(database);
        this.safekeeping = new Safekeeping(ground, database, audit, care, login.settings());
        this.messageKey = MessageKey.of(ground.data());
        this.network = new NetworkParts(
                ground,
                database,
                audit,
                records,
                login.settings(),
                apps,
                messageKey,
                rules.apps().onPrivateNetwork());
        this.summaries = care.summaries(ground.base(), () -> login.settings().of(Setting.ORGANIZATION));
        this.sharing = new Sharing(
                ground,
                database,
                records,
                searches,
                audit,
                network.network(),
                this::subscriptions,
                login.settings(),
                rights,
                summaries,
                network.fetcher());
        this.between = new Between(
                ground, database, audit, care, network.network(), sharing, summaries, law, login.settings());
        this.advice = AdviceParts.of(
                database,
                records,
                searches,
                new Adviser.Outside(
                        fetcher,
                        messageKey,
                        ground.base(),
                        URI.create(ground.base()).resolve("/messages/keys")),
                audit,
                ground.clock());
        this.subscriptions = new Subscriptions(
                new Parts(
                        database,
                        records,
                        searches,
                        ground.definitions().types(),
                        audit,
                        bearers::caller,
                        ground.masterKey(),
                        network.fetcher(),
                        ground.base(),
                        SubscriptionLimits.USUAL,
                        ground.clock()),
                List.of(sharing.topic()),
                ground.random());
        this.prescribing = new Prescribing(
                database,
                care,
                new Ids(ground.clock(), ground.random()),
                ground.base(),
                () -> login.settings().of(Setting.ORGANIZATION),
                new FhirTransport(fetcher, messageKey, ground.clock()));
        this.staying = new Staying(database, care, login, rights, sharing.linking(), ground.labs());
        this.errands = new Errands(
                database, audit, care, login, apps, rules.messages(), safety.checks(), staying, practiceClock);
        this.housekeeping = new Housekeeping(
                chores(new Watch(database, watchSettings, new Acquaintance(records, searches))), feed::moment);
    }

    /** What is asked before something is written. */
    private List<Gate> gates(Clock practiceClock) {
        List<Gate> gates = new ArrayList<>(
                List.of(new Arrival(ground.clock()), new HoldGate(ground.search(), ground.bodies(), ground.clock())));
        gates.addAll(safety.gates());
        gates.add(vaccines.gate(ground.search(), ground.bodies(), practiceClock));
        return gates;
    }

    /** What is done again and again behind the screens. */
    private List<Chore> chores(Watch watch) {
        List<Chore> chores = new ArrayList<>(List.of(
                Chore.of("sealing the trail", Duration.ofMillis(700), chain::extend),
                Chore.of("folding the counts", Duration.ofSeconds(2), () -> records.foldTally(TOLERATED_DELTAS)),
                new Chore("watching the trail", Duration.ofSeconds(2), watch::step),
                new Chore("making the index anew", Duration.ofSeconds(2), this::index),
                new Chore(
                        "labelling what minors keep",
                        Duration.ofSeconds(5),
                        () -> records.confidentialEntries().step()),
                Chore.of("looking after backups", Duration.ofSeconds(20), safekeeping::backUp),
                Chore.of("looking after the downtime pack", Duration.ofSeconds(20), safekeeping::pack)));
        chores.addAll(safety.chores());
        chores.addAll(errands.chores());
        chores.add(advice.chore());
        chores.add(network.chore());
        chores.addAll(prescribing.chores());
        chores.addAll(sharing.chores());
        chores.addAll(between.chores());
        chores.addAll(vaccines.chores(care, database));
        return chores;
    }

    private boolean index() {
        if (packages.refresh()) {
            prepareProfiles();
        }
        vaccines.schedules().refresh();
        parameters.refresh();
        return parameters.step() || reindexing.step();
    }

    /** Who is told of what. */
    Sharing sharing() {
        return sharing;
    }

    /** What goes on with people of other organizations. */
    Between between() {
        return between;
    }

    /** Who is told of changes. */
    Subscriptions subscriptions() {
        return subscriptions;
    }

    /** The decision support services of others. */
    AdviceParts advice() {
        return advice;
    }

    /** The membership in a network of installations. */
    Network network() {
        return network.network();
    }

    /** Who comes to a hospital, and who is told. */
    Staying staying() {
        return staying;
    }

    /** What is done behind the screens. */
    Errands errands() {
        return errands;
    }

    /** Both ends of prescriptions on their way. */
    Prescribing prescribing() {
        return prescribing;
    }

    /** The catalogue of drugs. */
    Drugs drugs() {
        return ground.drugs();
    }

    /** What is done in care. */
    CareParts care() {
        return care;
    }

    /** What immunizations are made of. */
    VaccineParts vaccines() {
        return vaccines;
    }

    /** What keeps the data when something fails. */
    Safekeeping safekeeping() {
        return safekeeping;
    }

    Clock clock() {
        return ground.clock();
    }

    /** Below everything. */
    Database database() {
        return database;
    }

    /** The clock in the practice's time zone. */
    PracticeClock practiceClock() {
        return practiceClock;
    }

    private void prepareProfiles() {
        Thread.ofPlatform().daemon().name("profiles").start(profiles::prepare);
    }

    Login login() {
        return login;
    }

    /** The seals over the trail. */
    Chain chain() {
        return chain;
    }

    /** What orders must pass. */
    SafetyParts safety() {
        return safety;
    }

    Records records() {
        return records;
    }

    /** What apps are registered, and what they were granted. */
    AuthorizationServer apps() {
        return apps;
    }

    /** What packages are loaded. */
    Packages packages() {
        return packages;
    }

    /** Which search parameters are in force beyond R4's. */
    AddedParameters parameters() {
        return parameters;
    }

    /** Imports on behalf of a caller. */
    Importer importer(Caller caller, ImportProgress progress) {
        return new Importer(database, records, ground.definitions().types(), ground.clock(), caller, progress);
    }

    /** Exports on behalf of a caller. */
    Exporter exporter(Caller caller) {
        return new Exporter(
                database, audit, ground.guard(), ground.definitions().types(), ground.bodies(), caller);
    }

    /** Which path is answered by whom. */
    Handler routes() {
        int perSecond = rules.door().requestsPerSecond();
        return routes(new RateLimit(perSecond, 2 * perSecond, System::nanoTime));
    }

    /** @param requests how often a caller may ask the API */
    Handler routes(RateLimit requests) {
        parameters.findWordsOf(rules.texts());
        prepareProfiles();
        subscriptions.start();
        network.serve();
        sharing.serve();
        between.serve();
        return new Doors(this, ground, audit, searches, reindexing, profiles, summaries, messageKey)
                .with(
                        new Screens(this, ground, database, audit, records, searches, watchSettings, feed).routes(),
                        requests);
    }

    /** What administrators are to be warned of; a few seconds old. */
    List<Warning> warnings() {
        return Stream.of(
                        safekeeping.warnings().stream(),
                        safety.warnings(),
                        network.warnings().stream(),
                        sharing.warnings().stream())
                .flatMap(each -> each)
                .toList();
    }

    /** Ends the answers that would otherwise go on for as long as somebody listens. */
    void hush() {
        feed.close();
    }

    /** Finishes what is under way and closes the database. */
    @Override
    public void close() {
        feed.close();
        subscriptions.close();
        housekeeping.close();
        sharing.outside().close();
        fetcher.close();
        providerFetcher.close();
        network.close();
        audit.close();
        database.close();
    }
}
