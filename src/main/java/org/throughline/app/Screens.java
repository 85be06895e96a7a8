package org.throughline.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.care.charge.Charges;
import org.throughline.care.charge.Fees;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.directory.Directory;
import org.throughline.care.document.Documents;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.TeamRoles;
import org.throughline.care.entry.sheet.Answers;
import org.throughline.care.form.Terms;
import org.throughline.care.note.Afterwards;
import org.throughline.care.note.Chartbook;
import org.throughline.care.note.Cosigning;
import org.throughline.care.note.Notes;
import org.throughline.care.note.Prefill;
import org.throughline.care.note.Signing;
import org.throughline.care.note.Templates;
import org.throughline.care.recall.Recalls;
import org.throughline.care.registration.Merger;
import org.throughline.care.registration.PatientFile;
import org.throughline.care.registration.Registry;
import org.throughline.care.schedule.PracticeSetup;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.schedule.Scheduler;
import org.throughline.care.task.Member;
import org.throughline.care.task.Tasks;
import org.throughline.care.task.Worklist;
import org.throughline.care.visit.Visits;
import org.throughline.care.wrong.WrongChart;
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
import org.throughline.clinic.entry.CatalogueNames;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.clinic.entry.FixedNames;
import org.throughline.clinic.entry.Vocabulary;
import org.throughline.clinic.entry.VocabularyScreen;
import org.throughline.clinic.inbox.AwayScreen;
import org.throughline.clinic.inbox.BegunNotes;
import org.throughline.clinic.inbox.InboxScreen;
import org.throughline.clinic.inbox.NewScreen;
import org.throughline.clinic.inbox.PatientTasks;
import org.throughline.clinic.inbox.Team;
import org.throughline.clinic.note.NoteDesk;
import org.throughline.clinic.note.NoteDrafts;
import org.throughline.clinic.note.NoteScreen;
import org.throughline.clinic.note.TemplateScreen;
import org.throughline.clinic.privacy.AlertsScreen;
import org.throughline.clinic.privacy.AmendmentsScreen;
import org.throughline.clinic.privacy.AnswersScreen;
import org.throughline.clinic.privacy.DisclosuresScreen;
import org.throughline.clinic.privacy.OnBehalfScreen;
import org.throughline.clinic.privacy.PrivacyDesk;
import org.throughline.clinic.privacy.PrivacyScreen;
import org.throughline.clinic.privacy.WatchScreen;
import org.throughline.clinic.registration.FileScreen;
import org.throughline.clinic.registration.MergeScreen;
import org.throughline.clinic.registration.PhotoScreen;
import org.throughline.clinic.registration.RegistrationScreen;
import org.throughline.clinic.schedule.BoardScreen;
import org.throughline.clinic.schedule.RecallsScreen;
import org.throughline.clinic.schedule.RemindersScreen;
import org.throughline.clinic.schedule.ScheduleParts;
import org.throughline.clinic.schedule.ScheduleScreen;
import org.throughline.clinic.schedule.ScheduleSetupScreen;
import org.throughline.clinic.schedule.WaitingScreen;
import org.throughline.clinic.setup.SetupScreen;
import org.throughline.clinic.wrong.WrongScreen;
import org.throughline.database.Database;
import org.throughline.events.live.Feed;
import org.throughline.events.live.Topic;
import org.throughline.events.reminder.ReminderRows;
import org.throughline.fhir.definitions.Types;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Routes;
import org.throughline.kernel.Ids;
import org.throughline.login.Login;
import org.throughline.login.setting.Setting;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.login.smart.protocol.Endpoints;
import org.throughline.portal.CorrectionsScreen;
import org.throughline.portal.LookedScreen;
import org.throughline.portal.QuestionsScreen;
import org.throughline.privacy.amendment.Amendments;
import org.throughline.privacy.disclosure.Disclosures;
import org.throughline.privacy.question.Questions;
import org.throughline.privacy.trail.PatientTrail;
import org.throughline.privacy.watch.Alerts;
import org.throughline.privacy.watch.WatchSettings;
import org.throughline.record.Records;
import org.throughline.record.protection.Emergencies;
import org.throughline.search.Searches;
import org.throughline.terminology.Catalogues;
import org.throughline.ui.Assets;
import org.throughline.ui.Guarded;
import org.throughline.ui.Now;
import org.throughline.ui.Pages;
import org.throughline.ui.PracticeClock;
import org.throughline.ui.Visit;
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
    private final ChartReader charts;
    private final Directory directory;
    private final Types types;
    private final Clock clock;
    private final boolean sendsMessages;
    private final Pages pages = new Pages();
    private final Guarded guarded;
    private final Feed feed;
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
        this.backups = wiring.backupDoor();
        this.packSettings = wiring.packSettings();
        this.packs = wiring.downtimeDoor();
        this.apps = wiring.apps();
        this.login = wiring.login();
        this.charts = wiring.charts();
        this.directory = wiring.directory();
        this.types = ground.definitions().types();
        this.sendsMessages = wiring.sendsMessages();
        this.clock = new PracticeClock(ground.clock(), login.settings()::zone);
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
                .with("/fhir/.well-known", apps.endpoints())
                .with("/launch", guarded.screen(new LaunchScreen(apps, charts, pages)))
                .with("/oauth", apps.endpoints())
                .with(Endpoints.AUTHORIZE, new AskPage(apps.authorization(), pages))
                .with(Endpoints.CONSENT, guarded.screen(new ConsentScreen(apps, charts, names, viewed, pages)))
                .with(Endpoints.GRANTED, guarded.screen(new GrantedScreen(apps, grants, pages)));
    }

    private Routes screens() {
        AdminParts admin =
                new AdminParts(login, directory, charts, audit, ground.base().replaceFirst("/fhir$", ""), clock);
        LoginPage door = new LoginPage(login, pages);
        Drafts drafts = new Drafts(database, clock);
        Map<String, Vocabulary> names = names();
        Handler start = guarded.screen(new Start(login.settings()));
        Emergencies emergencies = new Emergencies(database, audit, clock);
        EntryDesk entries = entries(drafts, names);
        ChartPages chartPages =
                new ChartPages(charts, emergencies, entries, apps.apps()::openable, audit, pages, clock);
        Routes routes =
                Routes.otherwise(request -> request.path().equals("/") ? start.handle(request) : Answer.of(404));
        return privacy(routes, emergencies)
                .with("/account", guarded.screen(new AccountScreen(login, pages, clock)))
                .with("/admin", guarded.screen(new AdminStart()))
                .with("/admin/backups", guarded.screen(new BackupsScreen(login.settings(), backups, pages, clock)))
                .with("/admin/downtime", guarded.screen(new DowntimeScreen(packSettings, packs, pages, clock)))
                .with("/admin/people", guarded.screen(new PeopleScreen(admin, pages)))
                .with("/admin/roles", guarded.screen(new RolesScreen(admin, types::isResourceType, pages)))
                .with("/admin/settings", guarded.screen(new SettingsScreen(admin, pages)))
                .with("/admin/fees", guarded.screen(new FeeScreen(fees(), pages)))
                .with(
                        "/admin/templates",
                        guarded.screen(new TemplateScreen(
                                new Templates(records, searches, types),
                                terms(),
                                new Ids(clock, ground.random()),
                                pages,
                                clock)))
                .with("/assets", new Assets())
                .with(
                        "/charges",
                        guarded.screen(new ChargeScreen(
                                new Charges(records, searches, fees(), types, clock),
                                fees(),
                                charts,
                                new Chartbook(records, searches),
                                chartPages,
                                new PatientNames(clock),
                                Catalogues.shipped().problems())))
                .with("/design", guarded.screen(new DesignScreen(pages)))
                .with(
                        "/documents",
                        guarded.screen(new DocumentsScreen(
                                new Documents(records, types, clock), charts, chartPages, audit, clock)))
                .with("/drafts", guarded.screen(new DraftScreen(drafts)))
                .with("/file", guarded.screen(file()))
                .with("/here", door)
                .with("/inbox", guarded.screen(inbox(drafts)))
                .with("/inbox/away", guarded.screen(new AwayScreen(login, pages, clock)))
                .with("/inbox/new", guarded.screen(new NewScreen(team(), tasks(), drafts, pages, clock)))
                .with(
                        "/live",
                        guarded.screen(new LiveScreen(
                                feed,
                                types,
                                this::mayHear,
                                request -> login.session(request).isPresent())))
                .with("/lock", door)
                .with("/login", door)
                .with("/login/provider", new ProviderPage(login, pages))
                .with("/logout", door)
                .with("/merge", guarded.screen(merge()))
                .with("/photos", guarded.screen(new PhotoScreen(patientFile(), audit, clock)))
                .with("/notes", guarded.screen(new NoteScreen(notes(drafts, chartPages))))
                .with(
                        "/patients",
                        guarded.screen(new Clinic(
                                charts,
                                chartPages,
                                entries,
                                new PatientTasks(team(), worklist(), clock),
                                audit,
                                pages,
                                clock)))
                .with(
                        "/registration",
                        guarded.screen(
                                new RegistrationScreen(registry(), drafts, this::belonging, audit, pages, clock)))
                .with("/schedule", guarded.screen(new ScheduleScreen(schedule())))
                .with("/schedule/board", guarded.screen(new BoardScreen(schedule())))
                .with(
                        "/schedule/reminders",
                        guarded.screen(new RemindersScreen(
                                schedule(), new ReminderRows(database), login.settings(), sendsMessages)))
                .with(
                        "/schedule/recalls",
                        guarded.screen(new RecallsScreen(
                                schedule(),
                                new Recalls(records, searches, types),
                                Objects.requireNonNull(names.get("problems")))))
                .with("/schedule/waiting", guarded.screen(new WaitingScreen(schedule())))
                .with(
                        "/schedule/setup",
                        guarded.screen(new ScheduleSetupScreen(schedule(), new PracticeSetup(records, types))))
                .with("/setup", guarded.screen(new SetupScreen(admin, pages)))
                .with("/unlock", door)
                .with("/unlocked", guarded.screen(new UnlockedPage(pages)))
                .with("/vocabulary", guarded.screen(new VocabularyScreen(names, pages)))
                .with("/welcome", new WelcomePage(login, pages))
                .with("/wrong", guarded.screen(wrong(drafts)))
                .with("/working", guarded.screen(new WorkingScreen(login, directory, pages, clock)));
    }

    /** Whoever may open a patient's chart may hear that something in it was changed; of a type, whoever may search it. */
    private boolean mayHear(Caller caller, Topic topic) {
        return switch (topic) {
            case Topic.OfPatient patient -> charts.opens(caller, patient.id());
            case Topic.OfType type -> caller.may(Interaction.SEARCH, type.type());
        };
    }

    private Registry registry() {
        return new Registry(records, searches, types, ground.random());
    }

    private PatientFile patientFile() {
        return new PatientFile(records, searches, types, clock);
    }

    private FileScreen file() {
        return new FileScreen(
                patientFile(),
                charts,
                this::whomAConsentNames,
                references -> login.roles().toldBy(references, clock.instant()),
                audit,
                pages,
                clock);
    }

    /** The staff who are in the directory, and the sites. */
    private List<Choice> whomAConsentNames(Caller caller) {
        List<Choice> choices = new ArrayList<>();
        team().present().roster().members().stream()
                .filter(member -> member.active() && member.reference() != null)
                .forEach(member -> choices.add(new Choice(String.valueOf(member.reference()), member.name())));
        directory
                .sites(caller, login.settings().of(Setting.ORGANIZATION))
                .forEach(site -> choices.add(new Choice("Organization/" + site.id(), "Everybody at " + site.name())));
        return choices;
    }

    private MergeScreen merge() {
        return new MergeScreen(new Merger(records, searches, types, clock), registry(), charts, audit, pages, clock);
    }

    private InboxScreen inbox(Drafts drafts) {
        return new InboxScreen(team(), worklist(), tasks(), charts, drafts, audit, pages, clock);
    }

    private Team team() {
        return new Team(login);
    }

    private Worklist worklist() {
        return new Worklist(records, searches, new BegunNotes(new Drafts(database, clock)), clock.getZone());
    }

    private Tasks tasks() {
        return new Tasks(records, searches, types, clock);
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
    private Routes privacy(Routes routes, Emergencies emergencies) {
        PatientTrail trail = new PatientTrail(audit.events(), records);
        Questions questions = new Questions(records, searches, trail, types, clock);
        Amendments amendments = new Amendments(records, searches, types, clock);
        Acts acts = new Acts(database, audit, clock);
        Alerts alerts = new Alerts(database, acts, clock);
        Disclosures disclosures = new Disclosures(database, audit.events(), acts, clock);
        PrivacyDesk desk = new PrivacyDesk(audit, charts, emergencies, questions, alerts, amendments, clock);
        return routes.with("/amendments", guarded.screen(new OnBehalfScreen(desk, amendments, pages)))
                .with("/corrections", guarded.screen(new CorrectionsScreen(charts, amendments, audit, pages, clock)))
                .with("/looked", guarded.screen(new LookedScreen(charts, trail, directory, audit, pages, clock)))
                .with("/privacy", guarded.screen(new PrivacyScreen(desk, emergencies, pages)))
                .with("/privacy/alerts", guarded.screen(new AlertsScreen(desk, alerts, pages)))
                .with("/privacy/alerts/settings", guarded.screen(new WatchScreen(desk, watchSettings, pages)))
                .with("/privacy/amendments", guarded.screen(new AmendmentsScreen(desk, amendments, pages)))
                .with("/privacy/disclosures", guarded.screen(new DisclosuresScreen(desk, disclosures, pages)))
                .with("/privacy/questions", guarded.screen(new AnswersScreen(desk, questions, pages)))
                .with("/questions", guarded.screen(new QuestionsScreen(charts, trail, questions, audit, pages, clock)));
    }

    private Visits visits() {
        return new Visits(records, searches, types, clock);
    }

    private ScheduleParts schedule() {
        return new ScheduleParts(
                new ScheduleReader(records, searches),
                new Scheduler(records, types, clock),
                visits(),
                charts,
                new ReminderRows(database),
                new Drafts(database, clock),
                audit,
                pages,
                () -> login.settings().of(Setting.ORGANIZATION),
                clock);
    }

    private Fees fees() {
        return new Fees(records, searches, types, new Ids(clock, ground.random()));
    }

    private static Terms terms() {
        Catalogues catalogues = Catalogues.shipped();
        return new Terms(catalogues.problems(), catalogues.allergens());
    }

    /** Who can be asked to sign a note too: staff who are somebody in the directory. */
    private List<Choice> signers() {
        return team().present().roster().members().stream()
                .filter(Member::active)
                .flatMap(member ->
                        Stream.ofNullable(member.reference()).map(reference -> new Choice(reference, member.name())))
                .toList();
    }

    private NoteDesk notes(Drafts drafts, ChartPages chartPages) {
        Terms terms = terms();
        Chartbook book = new Chartbook(records, searches);
        Entries entries = new Entries(records, searches, types, clock);
        Notes notes = new Notes(records, searches);
        Cosigning cosigning = new Cosigning(records, searches);
        return new NoteDesk(
                notes,
                new Templates(records, searches, types),
                book,
                new Signing(records, notes, book, new Prefill(records, searches), charts, entries, terms, types, clock),
                new Prefill(records, searches),
                afterwards(),
                cosigning,
                this::signers,
                visits(),
                charts,
                chartPages,
                new PatientNames(clock),
                audit,
                terms,
                drafts,
                pages,
                caller -> directory
                        .name(caller, login.settings().of(Setting.ORGANIZATION))
                        .orElse(""),
                ground.random(),
                clock);
    }

    private Afterwards afterwards() {
        return new Afterwards(
                records,
                new Notes(records, searches),
                new Chartbook(records, searches),
                new Cosigning(records, searches),
                types,
                clock);
    }

    private WrongScreen wrong(Drafts drafts) {
        return new WrongScreen(
                new WrongChart(records, afterwards(), audit.events(), types, clock),
                charts,
                tasks(),
                login::caller,
                new ReminderRows(database),
                new NoteDrafts(new Templates(records, searches, types), afterwards(), drafts, ground.random()),
                team()::present,
                audit,
                pages,
                clock);
    }

    private EntryDesk entries(Drafts drafts, Map<String, Vocabulary> names) {
        return new EntryDesk(
                new Entries(records, searches, types, clock),
                charts,
                names,
                tasks(),
                team()::present,
                this::whoMayCare,
                drafts,
                clock);
    }

    /** The staff who are in the directory, and those who are close to the patient. */
    private List<Choice> whoMayCare(Entries.Chart chart) {
        return Stream.concat(
                        signers().stream(),
                        patientFile().relatives(chart.caller(), chart.patient()).stream()
                                .filter(PatientFile.Entry::active)
                                .map(each -> new Choice(
                                        "RelatedPerson/" + each.id(),
                                        each.what().name() + " (" + each.what().relationship() + ")")))
                .toList();
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
                new CatalogueNames(catalogues.reactions()),
                "answers",
                new FixedNames(Answers.all()),
                "team-roles",
                new FixedNames(TeamRoles.all()));
    }
}
