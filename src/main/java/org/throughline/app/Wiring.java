package org.throughline.app;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.audit.seal.Chain;
import org.throughline.bulk.Exporter;
import org.throughline.bulk.ImportProgress;
import org.throughline.bulk.Importer;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.directory.Directory;
import org.throughline.care.entry.Entries;
import org.throughline.care.registration.Registry;
import org.throughline.clinic.Clinic;
import org.throughline.clinic.DesignScreen;
import org.throughline.clinic.PatientNames;
import org.throughline.clinic.Start;
import org.throughline.clinic.account.AccountScreen;
import org.throughline.clinic.account.WorkingScreen;
import org.throughline.clinic.admin.AdminParts;
import org.throughline.clinic.admin.AdminStart;
import org.throughline.clinic.admin.PeopleScreen;
import org.throughline.clinic.admin.RolesScreen;
import org.throughline.clinic.admin.SettingsScreen;
import org.throughline.clinic.app.AppsScreen;
import org.throughline.clinic.app.AskPage;
import org.throughline.clinic.app.ConsentScreen;
import org.throughline.clinic.app.GrantViews;
import org.throughline.clinic.app.GrantedScreen;
import org.throughline.clinic.app.LaunchScreen;
import org.throughline.clinic.app.Viewed;
import org.throughline.clinic.door.LoginPage;
import org.throughline.clinic.door.ProviderPage;
import org.throughline.clinic.door.UnlockedPage;
import org.throughline.clinic.door.WelcomePage;
import org.throughline.clinic.entry.CatalogueNames;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.clinic.entry.Vocabulary;
import org.throughline.clinic.entry.VocabularyScreen;
import org.throughline.clinic.privacy.AlertsScreen;
import org.throughline.clinic.privacy.AmendmentsScreen;
import org.throughline.clinic.privacy.AnswersScreen;
import org.throughline.clinic.privacy.DisclosuresScreen;
import org.throughline.clinic.privacy.OnBehalfScreen;
import org.throughline.clinic.privacy.PrivacyDesk;
import org.throughline.clinic.privacy.PrivacyScreen;
import org.throughline.clinic.privacy.WatchScreen;
import org.throughline.clinic.registration.RegistrationScreen;
import org.throughline.clinic.setup.SetupScreen;
import org.throughline.database.Database;
import org.throughline.fhir.definitions.SearchType;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.validate.ProfileRules;
import org.throughline.fhir.validate.ProfileValidator;
import org.throughline.fhir.validate.StructureValidator;
import org.throughline.http.Answer;
import org.throughline.http.Fetcher;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Routes;
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
import org.throughline.portal.CorrectionsScreen;
import org.throughline.portal.LookedScreen;
import org.throughline.portal.QuestionsScreen;
import org.throughline.privacy.amendment.Amendments;
import org.throughline.privacy.disclosure.Disclosures;
import org.throughline.privacy.question.Questions;
import org.throughline.privacy.trail.PatientTrail;
import org.throughline.privacy.watch.Acquaintance;
import org.throughline.privacy.watch.Alerts;
import org.throughline.privacy.watch.Watch;
import org.throughline.privacy.watch.WatchSettings;
import org.throughline.record.Records;
import org.throughline.record.protection.Emergencies;
import org.throughline.rest.Rest;
import org.throughline.rest.RestSettings;
import org.throughline.search.AddedParameters;
import org.throughline.search.Reindexing;
import org.throughline.search.Searches;
import org.throughline.terminology.Catalogues;
import org.throughline.ui.AppStyle;
import org.throughline.ui.Assets;
import org.throughline.ui.Guarded;
import org.throughline.ui.Pages;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.DraftScreen;
import org.throughline.ui.draft.Drafts;

/** The one place where the rooms are put together, and the one table of routes. */
final class Wiring implements AutoCloseable {
    private final Groundwork ground;
    private final Database database;
    private final HouseRules rules;
    private final AuditTrail audit;
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
                rules.record(),
                new Ids(ground.clock(), ground.random()),
                ground.clock());
        this.searches = new Searches(database, ground.search());
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
        this.watchSettings = new WatchSettings(login.settings(), ZoneId.systemDefault());
        this.housekeeping = new Housekeeping(
                chain,
                new Watch(database, watchSettings, new Acquaintance(records, searches)),
                records,
                packages,
                parameters,
                reindexing,
                this::prepareProfiles,
                this::sweep);
    }

    /** Removes what has run out. */
    private void sweep() {
        apps.tokens().sweep();
        new Drafts(database, ground.clock()).sweep();
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

    Records records() {
        return records;
    }

    /** Charts to read. */
    ChartReader charts() {
        return new ChartReader(records, searches);
    }

    /** Who works where. */
    Directory directory() {
        return new Directory(records, searches, ground.definitions().types());
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
        return appScreens(new Pages()).with("/fhir", apps.forApps(fhir)).with("/health", new Health(database));
    }

    /** What apps call, and the screens about them beside all others. */
    private Routes appScreens(Pages pages) {
        Guarded guarded = new Guarded(login::session, login::browser, audit, pages, ground.clock());
        ChartReader charts = charts();
        PatientNames names = new PatientNames(ground.clock());
        Viewed viewed = new Viewed(audit, ground.clock());
        GrantViews grants = new GrantViews(charts, names, viewed, ground.clock());
        return screens(pages)
                .with("/.well-known", apps.endpoints())
                .with("/admin/apps", guarded.screen(new AppsScreen(apps, login.roles(), grants, pages)))
                .with("/fhir/.well-known", apps.endpoints())
                .with("/launch", guarded.screen(new LaunchScreen(apps, charts, pages)))
                .with("/oauth", apps.endpoints())
                .with(Endpoints.AUTHORIZE, new AskPage(apps.authorization(), pages))
                .with(Endpoints.CONSENT, guarded.screen(new ConsentScreen(apps, charts, names, viewed, pages)))
                .with(Endpoints.GRANTED, guarded.screen(new GrantedScreen(apps, grants, pages)));
    }

    private Routes screens(Pages pages) {
        Guarded guarded = new Guarded(login::session, login::browser, audit, pages, ground.clock());
        ChartReader charts = charts();
        Types types = ground.definitions().types();
        AdminParts admin = new AdminParts(
                login, directory(), charts, audit, ground.base().replaceFirst("/fhir$", ""), ground.clock());
        LoginPage door = new LoginPage(login, pages);
        Drafts drafts = new Drafts(database, ground.clock());
        Map<String, Vocabulary> names = names();
        Handler start = guarded.screen(new Start(login.settings()));
        Emergencies emergencies = new Emergencies(database, audit, ground.clock());
        Routes routes =
                Routes.otherwise(request -> request.path().equals("/") ? start.handle(request) : Answer.of(404));
        return privacy(routes, guarded, emergencies, pages)
                .with("/account", guarded.screen(new AccountScreen(login, pages, ground.clock())))
                .with("/admin", guarded.screen(new AdminStart()))
                .with("/admin/people", guarded.screen(new PeopleScreen(admin, pages)))
                .with("/admin/roles", guarded.screen(new RolesScreen(admin, types::isResourceType, pages)))
                .with("/admin/settings", guarded.screen(new SettingsScreen(admin, pages)))
                .with("/assets", new Assets())
                .with("/design", guarded.screen(new DesignScreen(pages)))
                .with("/drafts", guarded.screen(new DraftScreen(drafts)))
                .with("/here", door)
                .with("/lock", door)
                .with("/login", door)
                .with("/login/provider", new ProviderPage(login, pages))
                .with("/logout", door)
                .with(
                        "/patients",
                        guarded.screen(new Clinic(
                                charts,
                                emergencies,
                                entries(drafts, names),
                                apps.apps()::openable,
                                audit,
                                pages,
                                ground.clock())))
                .with(
                        "/registration",
                        guarded.screen(new RegistrationScreen(
                                new Registry(records, searches, types, ground.random()),
                                drafts,
                                this::belonging,
                                audit,
                                pages,
                                ground.clock())))
                .with("/setup", guarded.screen(new SetupScreen(admin, pages)))
                .with("/unlock", door)
                .with("/unlocked", guarded.screen(new UnlockedPage(pages)))
                .with("/vocabulary", guarded.screen(new VocabularyScreen(names, pages)))
                .with("/welcome", new WelcomePage(login, pages))
                .with("/working", guarded.screen(new WorkingScreen(login, directory(), pages, ground.clock())));
    }

    /** A patient becomes one of the site where who registers them works; of the whole when that is no site in particular. */
    private RegistrationScreen.Belonging belonging(Visit visit) {
        String organization = login.settings().of(Setting.ORGANIZATION);
        String site = login.roles().heldBy(visit.session().account().number()).stream()
                .flatMap(held -> Stream.ofNullable(held.site()))
                .findFirst()
                .orElse(organization);
        return new RegistrationScreen.Belonging(organization, site);
    }

    /** What the privacy officer and patients see of the trail, and what follows from it. */
    private Routes privacy(Routes routes, Guarded guarded, Emergencies emergencies, Pages pages) {
        ChartReader charts = charts();
        Types types = ground.definitions().types();
        PatientTrail trail = new PatientTrail(audit.events(), records);
        Questions questions = new Questions(records, searches, trail, types, ground.clock());
        Amendments amendments = new Amendments(records, searches, types, ground.clock());
        Acts acts = new Acts(database, audit, ground.clock());
        Alerts alerts = new Alerts(database, acts, ground.clock());
        Disclosures disclosures = new Disclosures(database, audit.events(), acts, ground.clock());
        PrivacyDesk desk = new PrivacyDesk(audit, charts, emergencies, questions, alerts, amendments, ground.clock());
        return routes.with("/amendments", guarded.screen(new OnBehalfScreen(desk, amendments, pages)))
                .with(
                        "/corrections",
                        guarded.screen(new CorrectionsScreen(charts, amendments, audit, pages, ground.clock())))
                .with(
                        "/looked",
                        guarded.screen(new LookedScreen(charts, trail, directory(), audit, pages, ground.clock())))
                .with("/privacy", guarded.screen(new PrivacyScreen(desk, emergencies, pages)))
                .with("/privacy/alerts", guarded.screen(new AlertsScreen(desk, alerts, pages)))
                .with("/privacy/alerts/settings", guarded.screen(new WatchScreen(desk, watchSettings, pages)))
                .with("/privacy/amendments", guarded.screen(new AmendmentsScreen(desk, amendments, pages)))
                .with("/privacy/disclosures", guarded.screen(new DisclosuresScreen(desk, disclosures, pages)))
                .with("/privacy/questions", guarded.screen(new AnswersScreen(desk, questions, pages)))
                .with(
                        "/questions",
                        guarded.screen(new QuestionsScreen(charts, trail, questions, audit, pages, ground.clock())));
    }

    private EntryDesk entries(Drafts drafts, Map<String, Vocabulary> names) {
        return new EntryDesk(
                new Entries(records, searches, ground.definitions().types(), ground.clock()),
                charts(),
                names,
                drafts,
                ground.clock());
    }

    /** What fields offer while one types, by what they are of. */
    private static Map<String, Vocabulary> names() {
        Catalogues catalogues = Catalogues.shipped();
        return Map.of(
                "problems",
                new CatalogueNames(catalogues.problems()),
                "substances",
                new CatalogueNames(catalogues.allergens()),
                "reactions",
                new CatalogueNames(catalogues.reactions()));
    }

    /** Finishes what is under way and closes the database. */
    @Override
    public void close() {
        housekeeping.close();
        fetcher.close();
        providerFetcher.close();
        audit.close();
        database.close();
    }
}
