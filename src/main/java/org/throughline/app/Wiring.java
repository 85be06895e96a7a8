package org.throughline.app;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import org.throughline.access.Caller;
import org.throughline.audit.AuditTrail;
import org.throughline.audit.seal.Chain;
import org.throughline.bulk.Exporter;
import org.throughline.bulk.ImportProgress;
import org.throughline.bulk.Importer;
import org.throughline.care.charge.Charges;
import org.throughline.care.charge.Fees;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.check.Checks;
import org.throughline.care.check.OrderGate;
import org.throughline.care.directory.Directory;
import org.throughline.care.downtime.PackReader;
import org.throughline.care.entry.Entries;
import org.throughline.care.form.Terms;
import org.throughline.care.note.Chartbook;
import org.throughline.care.note.Notes;
import org.throughline.care.note.Prefill;
import org.throughline.care.note.Sealed;
import org.throughline.care.note.Signing;
import org.throughline.care.note.Templates;
import org.throughline.care.result.Arrival;
import org.throughline.care.result.Results;
import org.throughline.care.schedule.PracticeSetup;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.schedule.Scheduler;
import org.throughline.care.task.Tasks;
import org.throughline.care.visit.Visits;
import org.throughline.clinic.admin.BackupDoor;
import org.throughline.clinic.admin.BackupForm;
import org.throughline.clinic.downtime.DowntimeDoor;
import org.throughline.clinic.downtime.PackSettings;
import org.throughline.database.Database;
import org.throughline.database.backup.BackupRun;
import org.throughline.database.backup.BackupRuns;
import org.throughline.events.live.Feed;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.validate.ProfileRules;
import org.throughline.fhir.validate.ProfileValidator;
import org.throughline.fhir.validate.StructureValidator;
import org.throughline.http.Fetcher;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.kernel.Ids;
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
import org.throughline.packages.Packages;
import org.throughline.privacy.watch.Acquaintance;
import org.throughline.privacy.watch.Watch;
import org.throughline.privacy.watch.WatchSettings;
import org.throughline.record.Gates;
import org.throughline.record.Records;
import org.throughline.rest.Rest;
import org.throughline.rest.RestSettings;
import org.throughline.search.AddedParameters;
import org.throughline.search.Reindexing;
import org.throughline.search.Searches;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.AppStyle;
import org.throughline.ui.PracticeClock;
import org.throughline.ui.Warning;
import org.throughline.ui.draft.Drafts;

/** The one place where the rooms are put together. Which path is answered by which screen stands in {@link Screens}. */
final class Wiring implements AutoCloseable {
    private final Groundwork ground;
    private final Database database;
    private final HouseRules rules;
    private final AuditTrail audit;
    private final Checks checks;
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
    private final Backups backups;
    private final BackupSchedule backupSchedule;
    private final PackSettings packSettings;
    private final DowntimeSchedule packs;
    private final Errands errands;
    private final Housekeeping housekeeping;
    private final Chain chain;

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
        Clock practiceClock =
                new PracticeClock(ground.clock(), () -> login().settings().zone());
        this.checks = new Checks(
                ground.safety(),
                ground.drugs(),
                Catalogues.shipped(),
                Labs.shipped(),
                searches,
                ground.bodies(),
                caller -> addresses -> records().visible(caller, addresses),
                practiceClock);
        this.records = new Records(
                database,
                audit,
                ground.definitions().types(),
                ground.bodies(),
                ground.engines(),
                ground.guard(),
                ground.search(),
                StructureValidator::validate,
                profiles.enforces() ? profiles::faults : null,
                new Sealed(),
                new Gates(List.of(
                        new Arrival(ground.clock()),
                        new OrderGate(checks, ground.search(), ground.bodies(), practiceClock))),
                rules.record(),
                new Ids(ground.clock(), ground.random()),
                ground.clock());
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
                new ScopeRules(ground.definitions().types(), this::isToken),
                fetcher,
                ground.idTokenKey(),
                new AuthorizationServer.Settings(rules.apps().registerThemselves(), new SmartStyle(AppStyle.json())),
                new Secrets(ground.random()),
                ground.clock());
        PresentRights rights = new PresentRights(database, ground.clock());
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
                records::read,
                ground.clock(),
                ground.random());
        this.chain = new Chain(database, ground.signatures(), ground.clock());
        this.watchSettings = new WatchSettings(login.settings());
        this.feed = new Feed(database);
        this.backups = new Backups(ground.data(), database, audit, ground.random(), ground.clock());
        this.backupSchedule = new BackupSchedule(
                backups::take,
                () -> BackupForm.plan(login.settings(), login.settings().zone()),
                new BackupRuns(database, BackupRun.Kind.BACKUP),
                ground.clock());
        this.packSettings = new PackSettings(
                login.settings(), ground.masterKey(), ground.data().resolve("downtime"));
        this.packs = new DowntimeSchedule(
                new DowntimePacks(
                                new PackReader(scheduleReader(), charts()),
                                audit,
                                this::downtimePractice,
                                ground.clock())::make,
                packSettings::plan,
                new BackupRuns(database, BackupRun.Kind.DOWNTIME),
                ground.clock());
        this.errands = new Errands(
                database,
                audit,
                records,
                searches,
                ground.definitions().types(),
                login,
                apps,
                rules.messages(),
                checks,
                ground.clock(),
                practiceClock);
        this.housekeeping = new Housekeeping(
                backupSchedule,
                packs,
                chain,
                new Watch(database, watchSettings, new Acquaintance(records, searches)),
                records,
                packages,
                parameters,
                reindexing,
                this::prepareProfiles,
                errands::sweep,
                errands::results,
                errands::recheck,
                errands.sendsMessages() ? errands.reminders() : null);
    }

    /** What is done behind the screens. */
    Errands errands() {
        return errands;
    }

    /** Enters and reads results. */
    Results results(Labs labs) {
        return new Results(
                records,
                searches,
                ground.definitions().types(),
                labs,
                new PracticeClock(ground.clock(), login.settings()::zone));
    }

    /** Enters into charts. */
    Entries entries() {
        return new Entries(records, searches, ground.definitions().types(), ground.clock());
    }

    /** Gives tasks and sends messages. */
    Tasks tasks() {
        return new Tasks(records, searches, ground.definitions().types(), ground.clock());
    }

    Clock clock() {
        return ground.clock();
    }

    /** Whether a type has a token search parameter of this name that is in force. */
    private boolean isToken(String type, String parameter) {
        return ground.engines().searching().definitions().searchParameters(type).stream()
                .anyMatch(each ->
                        each.code().equals(parameter) && each.type() == SearchType.TOKEN && !parameter.equals("_id"));
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

    /** Runs the checks of orders. */
    Checks checks() {
        return checks;
    }

    Records records() {
        return records;
    }

    /** Charts to read. */
    ChartReader charts() {
        return new ChartReader(records, searches);
    }

    /** The schedule to read. */
    ScheduleReader scheduleReader() {
        return new ScheduleReader(records, searches);
    }

    /** What books, at the time of a clock. */
    Scheduler scheduler(InstantSource clock) {
        return new Scheduler(records, ground.definitions().types(), clock);
    }

    /** What brings visits on, at the time of a clock. */
    Visits visits(InstantSource clock) {
        return new Visits(records, searches, ground.definitions().types(), clock);
    }

    /** What says who can be booked. */
    PracticeSetup practiceSetup() {
        return new PracticeSetup(records, ground.definitions().types());
    }

    /** Who works where. */
    Directory directory() {
        return new Directory(records, searches, ground.definitions().types());
    }

    /** What the chart holds, to be taken into notes. */
    Chartbook chartbook() {
        return new Chartbook(records, searches);
    }

    /** What signs notes that are coded by these catalogues, at the time of a clock. */
    Signing signing(Terms terms, Clock clock) {
        return new Signing(
                records,
                new Notes(records, searches),
                chartbook(),
                new Prefill(records, searches),
                charts(),
                new Entries(records, searches, ground.definitions().types(), clock),
                terms,
                ground.definitions().types(),
                clock);
    }

    /** The list of fees. */
    Fees fees() {
        return new Fees(records, searches, ground.definitions().types(), new Ids(ground.clock(), ground.random()));
    }

    /** What charges, at the time of a clock. */
    Charges charges(InstantSource clock) {
        return new Charges(records, searches, fees(), ground.definitions().types(), clock);
    }

    /** What is begun, at the time of a clock. */
    Drafts drafts(InstantSource clock) {
        return new Drafts(database, clock);
    }

    /** The templates of notes. */
    Templates templates() {
        return new Templates(records, searches, ground.definitions().types());
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
        Handler fhir = Rest.api(
                RestSettings.at(ground.base(), apps.discovery().extension()),
                records,
                searches,
                reindexing,
                parameters,
                ground.definitions(),
                packages::library,
                profiles,
                audit,
                request -> {
                    Caller caller = login.caller(request);
                    requests.take(caller.id());
                    return caller;
                },
                ground.seal(),
                ground.clock(),
                Version.CURRENT);
        return new Screens(this, ground, database, audit, records, searches, watchSettings, feed)
                .routes()
                .with("/fhir", apps.forApps(fhir))
                .with("/health", new Health(database));
    }

    /** Takes backups of this installation. */
    Backups backups() {
        return backups;
    }

    /** What the admin screen does with backups. */
    BackupDoor backupDoor() {
        return new BackupDoor(
                backupSchedule::takeNow,
                new BackupRuns(database, BackupRun.Kind.BACKUP),
                backups::passphrase,
                backups::isPossible);
    }

    /** What is set about downtime packs. */
    PackSettings packSettings() {
        return packSettings;
    }

    /** What the admin screen does with downtime packs. */
    DowntimeDoor downtimeDoor() {
        return new DowntimeDoor(
                packs::makeNow, packs::deleteLast, new BackupRuns(database, BackupRun.Kind.DOWNTIME), packs::warning);
    }

    private DowntimePacks.Practice downtimePractice() {
        String organization = login.settings().of(Setting.ORGANIZATION);
        return new DowntimePacks.Practice(
                organization,
                directory().name(Installation.operator(), organization).orElse(""));
    }

    /** What administrators are to be warned of; a few seconds old. */
    List<Warning> warnings() {
        return housekeeping.warnings();
    }

    /** Ends the answers that would otherwise go on for as long as somebody listens. */
    void hush() {
        feed.close();
    }

    /** Finishes what is under way and closes the database. */
    @Override
    public void close() {
        feed.close();
        housekeeping.close();
        fetcher.close();
        providerFetcher.close();
        audit.close();
        database.close();
    }
}
