package org.throughline.app;

import java.util.Map;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.directory.Directory;
import org.throughline.care.document.Documents;
import org.throughline.care.recall.Recalls;
import org.throughline.care.reconcile.Reconciling;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.Clinic;
import org.throughline.clinic.DesignScreen;
import org.throughline.clinic.PatientNames;
import org.throughline.clinic.Start;
import org.throughline.clinic.account.AccountScreen;
import org.throughline.clinic.account.WorkingScreen;
import org.throughline.clinic.admin.AdminParts;
import org.throughline.clinic.admin.AdminStart;
import org.throughline.clinic.admin.BackupDoor;
import org.throughline.clinic.admin.BackupsScreen;
import org.throughline.clinic.admin.PeopleScreen;
import org.throughline.clinic.admin.RolesScreen;
import org.throughline.clinic.admin.SettingsScreen;
import org.throughline.clinic.app.AppsScreen;
import org.throughline.clinic.app.AskPage;
import org.throughline.clinic.app.ConsentScreen;
import org.throughline.clinic.app.GrantViews;
import org.throughline.clinic.app.GrantedScreen;
import org.throughline.clinic.app.LaunchScreen;
import org.throughline.clinic.app.SubscriptionsScreen;
import org.throughline.clinic.app.Viewed;
import org.throughline.clinic.charge.ChargeScreen;
import org.throughline.clinic.charge.FeeScreen;
import org.throughline.clinic.document.DocumentsScreen;
import org.throughline.clinic.door.LoginPage;
import org.throughline.clinic.door.ProviderPage;
import org.throughline.clinic.door.UnlockedPage;
import org.throughline.clinic.door.WelcomePage;
import org.throughline.clinic.downtime.DowntimeDoor;
import org.throughline.clinic.downtime.DowntimeScreen;
import org.throughline.clinic.downtime.PackSettings;
import org.throughline.clinic.emergency.EmergencyScreen;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.clinic.entry.Vocabulary;
import org.throughline.clinic.entry.VocabularyScreen;
import org.throughline.clinic.inbox.AwayScreen;
import org.throughline.clinic.inbox.NewScreen;
import org.throughline.clinic.inbox.PatientTasks;
import org.throughline.clinic.network.NetworkScreen;
import org.throughline.clinic.network.ServersScreen;
import org.throughline.clinic.note.NoteScreen;
import org.throughline.clinic.note.TemplateScreen;
import org.throughline.clinic.order.OrderScreen;
import org.throughline.clinic.practice.PracticeScreen;
import org.throughline.clinic.privacy.AlertsScreen;
import org.throughline.clinic.privacy.AmendmentsScreen;
import org.throughline.clinic.privacy.AnswersScreen;
import org.throughline.clinic.privacy.DisclosuresScreen;
import org.throughline.clinic.privacy.OnBehalfScreen;
import org.throughline.clinic.privacy.PlaceScreen;
import org.throughline.clinic.privacy.PrivacyDesk;
import org.throughline.clinic.privacy.PrivacyScreen;
import org.throughline.clinic.privacy.WatchScreen;
import org.throughline.clinic.reconcile.ReconcileScreen;
import org.throughline.clinic.registration.PhotoScreen;
import org.throughline.clinic.registration.RegistrationScreen;
import org.throughline.clinic.rule.RulesScreen;
import org.throughline.clinic.schedule.BoardScreen;
import org.throughline.clinic.schedule.RecallsScreen;
import org.throughline.clinic.schedule.RemindersScreen;
import org.throughline.clinic.schedule.ScheduleScreen;
import org.throughline.clinic.schedule.ScheduleSetupScreen;
import org.throughline.clinic.schedule.WaitingScreen;
import org.throughline.clinic.setup.SetupScreen;
import org.throughline.clinic.sharing.IdentityScreen;
import org.throughline.clinic.sharing.SharingScreen;
import org.throughline.database.Database;
import org.throughline.events.live.Feed;
import org.throughline.events.live.Topic;
import org.throughline.events.reminder.ReminderRows;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.fhir.definitions.Types;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Routes;
import org.throughline.kernel.Ids;
import org.throughline.login.Login;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.login.smart.protocol.Endpoints;
import org.throughline.network.peer.Network;
import org.throughline.portal.CorrectionsScreen;
import org.throughline.portal.LookedScreen;
import org.throughline.portal.QuestionsScreen;
import org.throughline.portal.TellingScreen;
import org.throughline.privacy.amendment.Amendments;
import org.throughline.privacy.disclosure.Disclosures;
import org.throughline.privacy.question.Questions;
import org.throughline.privacy.trail.PatientTrail;
import org.throughline.privacy.watch.Alerts;
import org.throughline.privacy.watch.WatchSettings;
import org.throughline.record.Records;
import org.throughline.record.protection.Emergencies;
import org.throughline.search.Searches;
import org.throughline.ui.Assets;
import org.throughline.ui.Guarded;
import org.throughline.ui.Now;
import org.throughline.ui.Pages;
import org.throughline.ui.PracticeClock;
import org.throughline.ui.draft.DraftScreen;
import org.throughline.ui.draft.Drafts;
import org.throughline.ui.live.LiveScreen;

/** The one table of screens: which path is answered by whom. */
final class Screens {
    private final Groundwork ground;
    private final Database database;
    private final AuditTrail audit;
    private final Records records;
    private final Searches searches;
    private final WatchSettings watchSettings;
    private final AuthorizationServer apps;
    private final Login login;
    private final CareParts care;
    private final ChartReader charts;
    private final Directory directory;
    private final Types types;
    private final PracticeClock clock;
    private final AdviceParts advice;
    private final Network network;
    private final Subscriptions subscriptions;
    private final Sharing sharing;
    private final boolean sendsMessages;
    private final Pages pages = new Pages();
    private final Guarded guarded;
    private final Feed feed;
    private final ScreenParts parts;
    private final RulesScreen rules;
    private final BackupDoor backups;
    private final PackSettings packSettings;
    private final DowntimeDoor packs;

    Screens(
            Wiring wiring,
            Groundwork ground,
            Database database,
            AuditTrail audit,
            Records records,
            Searches searches,
            WatchSettings watchSettings,
            Feed feed) {
        this.ground = ground;
        this.database = database;
        this.audit = audit;
        this.records = records;
        this.searches = searches;
        this.watchSettings = watchSettings;
        this.feed = feed;
        this.backups = wiring.safekeeping().backupDoor();
        this.packSettings = wiring.safekeeping().packSettings();
        this.packs = wiring.safekeeping().downtimeDoor();
        this.apps = wiring.apps();
        this.login = wiring.login();
        this.care = wiring.care();
        this.charts = care.charts();
        this.directory = care.directory();
        this.types = ground.definitions().types();
        this.sendsMessages = wiring.errands().sendsMessages();
        this.clock = wiring.practiceClock();
        this.advice = wiring.advice();
        this.network = wiring.network();
        this.subscriptions = wiring.subscriptions();
        this.sharing = wiring.sharing();
        this.rules = wiring.safety().rules(pages);
        this.parts = new ScreenParts(wiring, ground, database, audit, records, searches, pages, clock);
        this.guarded = new Guarded(
                login::session, login::browser, audit, pages, clock, () -> new Now(feed.moment(), wiring.warnings()));
    }

    /** All of them: what apps call and the screens about them, and all others. */
    Routes routes() {
        PatientNames names = new PatientNames(clock);
        Viewed viewed = new Viewed(audit, clock);
        GrantViews grants = new GrantViews(charts, names, viewed, clock);
        return screens()
                .with("/.well-known", apps.endpoints())
                .with("/admin/apps", guarded.screen(new AppsScreen(apps, login.roles(), grants, pages)))
                .with("/admin/subscriptions", guarded.screen(new SubscriptionsScreen(subscriptions, pages, clock)))
                .with("/fhir/.well-known", apps.endpoints())
                .with("/launch", guarded.screen(new LaunchScreen(apps, charts, pages)))
                .with("/oauth", apps.endpoints())
                .with(Endpoints.AUTHORIZE, new AskPage(apps.authorization(), pages))
                .with(Endpoints.CONSENT, guarded.screen(new ConsentScreen(apps, charts, names, viewed, pages)))
                .with(Endpoints.GRANTED, guarded.screen(new GrantedScreen(apps, grants, pages)));
    }

    private Routes screens() {
        AdminParts admin = new AdminParts(
                login, directory, charts, parts.law(), audit, ground.base().replaceFirst("/fhir$", ""), clock);
        LoginPage door = new LoginPage(login, pages);
        Drafts drafts = new Drafts(database, clock);
        Map<String, Vocabulary> names = parts.names();
        Handler start = guarded.screen(new Start(login.settings()));
        Emergencies emergencies = new Emergencies(database, audit, clock);
        EntryDesk entries = parts.entries(drafts, names);
        TreatmentParts treatment = parts.treatment();
        Reconciling reconciling = treatment.reconciling();
        ChartPages chartPages = new ChartPages(
                charts,
                emergencies,
                entries,
                apps.apps()::openable,
                sharing.sources()::of,
                () -> network.peers().any() || sharing.outside().servers().any(),
                (caller, patient) -> reconciling.compared(caller, patient).differences(),
                parts.moves()::of,
                audit,
                pages,
                clock);
        OrderScreen orders = treatment.orders(drafts, chartPages, advice::ofOrders);
        Routes routes =
                Routes.otherwise(request -> request.path().equals("/") ? start.handle(request) : Answer.of(404));
        return privacy(routes, emergencies)
                .with("/account", guarded.screen(new AccountScreen(login, pages, clock)))
                .with("/admin", guarded.screen(new AdminStart()))
                .with("/admin/backups", guarded.screen(new BackupsScreen(login.settings(), backups, pages, clock)))
                .with("/admin/downtime", guarded.screen(new DowntimeScreen(packSettings, packs, pages, clock)))
                .with("/admin/network", guarded.screen(new NetworkScreen(network, login.settings(), pages, clock)))
                .with(
                        "/admin/network/servers",
                        guarded.screen(new ServersScreen(
                                sharing.outside(), ground.base().replaceFirst("/fhir$", ""), pages, clock)))
                .with("/admin/people", guarded.screen(new PeopleScreen(admin, pages)))
                .with("/admin/roles", guarded.screen(new RolesScreen(admin, types::isResourceType, pages)))
                .with("/admin/rules", guarded.screen(rules))
                .with("/admin/advice", guarded.screen(advice.administration(pages, clock)))
                .with("/advice", guarded.screen(advice.beside(orders::drafted, pages)))
                .with("/admin/settings", guarded.screen(new SettingsScreen(admin, pages, clock::lookAgain)))
                .with("/admin/fees", guarded.screen(new FeeScreen(care.fees(), pages)))
                .with(
                        "/admin/templates",
                        guarded.screen(new TemplateScreen(
                                care.templates(), ground.terms(), new Ids(clock, ground.random()), pages, clock)))
                .with("/assets", new Assets())
                .with(
                        "/charges",
                        guarded.screen(new ChargeScreen(
                                care.charges(),
                                care.fees(),
                                charts,
                                care.chartbook(),
                                chartPages,
                                new PatientNames(clock),
                                ground.catalogues().problems())))
                .with("/design", guarded.screen(new DesignScreen(pages)))
                .with(
                        "/documents",
                        guarded.screen(new DocumentsScreen(
                                new Documents(records, types, clock), charts, chartPages, audit, clock)))
                .with("/drafts", guarded.screen(new DraftScreen(drafts)))
                .with(
                        "/emergency",
                        guarded.screen(new EmergencyScreen(
                                sharing.emergencyCalls(), charts, ground.drugs(), audit, pages, clock)))
                .with("/file", guarded.screen(parts.file()))
                .with("/give", guarded.screen(treatment.give(chartPages)))
                .with("/held", guarded.screen(treatment.held()))
                .with("/here", door)
                .with("/immunizations", guarded.screen(treatment.immunizations(chartPages, drafts)))
                .with("/immunizations/due", guarded.screen(treatment.due(database)))
                .with("/inbox", guarded.screen(parts.inbox(drafts)))
                .with("/inbox/away", guarded.screen(new AwayScreen(login, pages, clock)))
                .with("/inbox/new", guarded.screen(new NewScreen(parts.team(), care.tasks(), drafts, pages, clock)))
                .with("/lab", guarded.screen(treatment.laboratory()))
                .with(
                        "/live",
                        guarded.screen(new LiveScreen(
                                feed,
                                types,
                                this::mayHear,
                                request -> login.session(request).isPresent())))
                .with(
                        "/links",
                        guarded.screen(
                                new IdentityScreen(sharing.linking(), network.peers(), charts, audit, pages, clock)))
                .with("/lock", door)
                .with("/login", door)
                .with("/login/provider", new ProviderPage(login, pages))
                .with("/logout", door)
                .with("/medications", guarded.screen(treatment.medications(drafts, chartPages, orders::change)))
                .with("/merge", guarded.screen(parts.merge()))
                .with("/orders", guarded.screen(orders))
                .with("/pharmacies", guarded.screen(treatment.pharmacies()))
                .with("/pharmacy", guarded.screen(treatment.pharmacy()))
                .with("/pharmacy/new", guarded.screen(treatment.paper()))
                .with("/photos", guarded.screen(new PhotoScreen(care.patientFile(), audit, clock)))
                .with("/notes", guarded.screen(new NoteScreen(parts.notes(drafts, chartPages))))
                .with(
                        "/patients",
                        guarded.screen(new Clinic(
                                charts,
                                chartPages,
                                entries,
                                parts.plans(drafts),
                                new PatientTasks(parts.team(), parts.worklist(), clock),
                                treatment.taking(),
                                sharing.reaching()::of,
                                advice::ofCharts,
                                audit,
                                pages,
                                clock)))
                .with("/practice", guarded.screen(new PracticeScreen(parts.practice(), pages)))
                .with("/transfers", guarded.screen(parts.transfers(chartPages)))
                .with("/referrals", guarded.screen(parts.referrals(chartPages)))
                .with(
                        "/registration",
                        guarded.screen(new RegistrationScreen(
                                parts.registry(), drafts, parts::belonging, network.peers()::any, audit, pages, clock)))
                .with("/imaging", guarded.screen(treatment.examinations(chartPages, drafts)))
                .with("/reading", guarded.screen(treatment.reading(chartPages, drafts)))
                .with(
                        "/reconcile",
                        guarded.screen(new ReconcileScreen(reconciling, parts.discharges(), chartPages, clock)))
                .with("/results", guarded.screen(treatment.results(chartPages, drafts)))
                .with("/schedule", guarded.screen(new ScheduleScreen(parts.schedule())))
                .with("/schedule/board", guarded.screen(new BoardScreen(parts.schedule())))
                .with(
                        "/schedule/reminders",
                        guarded.screen(new RemindersScreen(
                                parts.schedule(), new ReminderRows(database), login.settings(), sendsMessages)))
                .with(
                        "/schedule/recalls",
                        guarded.screen(new RecallsScreen(
                                parts.schedule(),
                                new Recalls(records, searches, types),
                                Objects.requireNonNull(names.get("problems")),
                                treatment.vaccines()::groups)))
                .with("/schedule/waiting", guarded.screen(new WaitingScreen(parts.schedule())))
                .with(
                        "/schedule/setup",
                        guarded.screen(new ScheduleSetupScreen(parts.schedule(), care.practiceSetup())))
                .with("/setup", guarded.screen(new SetupScreen(admin, pages)))
                .with(
                        "/sharing",
                        guarded.screen(new SharingScreen(
                                chartPages,
                                sharing.linking(),
                                sharing.permissions(),
                                sharing.locating(),
                                sharing.aftermath(),
                                network.peers(),
                                sharing.outside(),
                                parts.law(),
                                clock)))
                .with("/discharge", guarded.screen(parts.discharge(chartPages)))
                .with("/stay", guarded.screen(parts.stays(chartPages)))
                .with("/stock", guarded.screen(treatment.stock()))
                .with("/unlock", door)
                .with("/unlocked", guarded.screen(new UnlockedPage(pages)))
                .with("/vocabulary", guarded.screen(new VocabularyScreen(names, pages)))
                .with("/welcome", new WelcomePage(login, pages))
                .with("/wrong", guarded.screen(parts.wrong(drafts)))
                .with("/working", guarded.screen(new WorkingScreen(login, directory, pages, clock)));
    }

    /** Whoever may open a patient's chart may hear that something in it was changed; of a type, whoever may search it. */
    private boolean mayHear(Caller caller, Topic topic) {
        return switch (topic) {
            case Topic.OfPatient patient -> charts.opens(caller, patient.id());
            case Topic.OfType type -> caller.may(Interaction.SEARCH, type.type());
        };
    }

    /** What the privacy officer and patients see of the trail, and what follows from it. */
    private Routes privacy(Routes routes, Emergencies emergencies) {
        PatientTrail trail = new PatientTrail(audit.events(), records);
        Questions questions = new Questions(records, searches, trail, types, clock);
        Amendments amendments = new Amendments(records, searches, types, clock);
        Acts acts = new Acts(database, audit, clock);
        Alerts alerts = new Alerts(database, acts, clock);
        Disclosures disclosures = new Disclosures(database, audit.events(), acts, clock);
        PrivacyDesk desk = new PrivacyDesk(audit, charts, emergencies, questions, alerts, amendments, clock);
        return routes.with("/amendments", guarded.screen(new OnBehalfScreen(desk, amendments, pages)))
                .with("/telling", guarded.screen(new TellingScreen(charts, care.holding(), audit, pages, clock)))
                .with("/corrections", guarded.screen(new CorrectionsScreen(charts, amendments, audit, pages, clock)))
                .with("/looked", guarded.screen(new LookedScreen(charts, trail, directory, audit, pages, clock)))
                .with("/privacy", guarded.screen(new PrivacyScreen(desk, emergencies, pages)))
                .with("/privacy/alerts", guarded.screen(new AlertsScreen(desk, alerts, pages)))
                .with("/privacy/alerts/settings", guarded.screen(new WatchScreen(desk, watchSettings, pages)))
                .with("/privacy/amendments", guarded.screen(new AmendmentsScreen(desk, amendments, pages)))
                .with("/privacy/place", guarded.screen(new PlaceScreen(desk, parts.law(), pages, clock)))
                .with("/privacy/disclosures", guarded.screen(new DisclosuresScreen(desk, disclosures, pages)))
                .with("/privacy/questions", guarded.screen(new AnswersScreen(desk, questions, pages)))
                .with("/questions", guarded.screen(new QuestionsScreen(charts, trail, questions, audit, pages, clock)));
    }
}
