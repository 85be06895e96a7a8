package org.throughline.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.check.Checks;
import org.throughline.care.check.Dangers;
import org.throughline.care.check.SecondFactors;
import org.throughline.care.directory.Directory;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.TeamRoles;
import org.throughline.care.entry.sheet.Answers;
import org.throughline.care.order.Orders;
import org.throughline.care.order.Sheets;
import org.throughline.care.registration.Merger;
import org.throughline.care.registration.PatientFile;
import org.throughline.care.registration.Registry;
import org.throughline.care.taking.TakingEntries;
import org.throughline.care.taking.TakingLine;
import org.throughline.care.taking.TakingReader;
import org.throughline.care.task.Member;
import org.throughline.care.task.Worklist;
import org.throughline.care.wrong.WrongChart;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.PatientNames;
import org.throughline.clinic.entry.CatalogueNames;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.clinic.entry.FixedNames;
import org.throughline.clinic.entry.TakingNames;
import org.throughline.clinic.entry.Vocabulary;
import org.throughline.clinic.give.GiveScreen;
import org.throughline.clinic.immunization.ShotDesk;
import org.throughline.clinic.immunization.ShotScreen;
import org.throughline.clinic.immunization.StockScreen;
import org.throughline.clinic.inbox.BegunNotes;
import org.throughline.clinic.inbox.InboxScreen;
import org.throughline.clinic.inbox.Team;
import org.throughline.clinic.medication.MedicationScreen;
import org.throughline.clinic.note.NoteDesk;
import org.throughline.clinic.note.NoteDrafts;
import org.throughline.clinic.order.OrderCatalog;
import org.throughline.clinic.order.OrderDesk;
import org.throughline.clinic.order.OrderFinder;
import org.throughline.clinic.order.OrderScreen;
import org.throughline.clinic.order.Printing;
import org.throughline.clinic.pharmacy.DirectoryScreen;
import org.throughline.clinic.pharmacy.PaperScreen;
import org.throughline.clinic.pharmacy.PharmacyScreen;
import org.throughline.clinic.practice.PracticeParts;
import org.throughline.clinic.registration.FileScreen;
import org.throughline.clinic.registration.MergeScreen;
import org.throughline.clinic.registration.RegistrationScreen;
import org.throughline.clinic.result.LabScreen;
import org.throughline.clinic.result.ResultScreen;
import org.throughline.clinic.schedule.ScheduleParts;
import org.throughline.clinic.wrong.WrongScreen;
import org.throughline.database.Database;
import org.throughline.events.reminder.ReminderRows;
import org.throughline.fhir.definitions.Types;
import org.throughline.login.Login;
import org.throughline.login.role.Role;
import org.throughline.login.setting.Setting;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.orderset.OrderSets;
import org.throughline.terminology.sig.DrugLine;
import org.throughline.terminology.sig.SigReader;
import org.throughline.terminology.sig.UsualSigs;
import org.throughline.terminology.vaccine.Vaccines;
import org.throughline.ui.Pages;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Drafts;

/** Puts together what the screens work with, for {@link Screens}, the table of them. */
final class ScreenParts {
    private final Groundwork ground;
    private final Database database;
    private final AuditTrail audit;
    private final Records records;
    private final Searches searches;
    private final CareParts care;
    private final SecondFactors secondFactors;
    private final VaccineParts vaccines;
    private final Checks checks;
    private final Prescribing prescribing;
    private final Login login;
    private final ChartReader charts;
    private final Directory directory;
    private final Types types;
    private final Pages pages;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone all is shown */
    ScreenParts(
            Wiring wiring,
            Groundwork ground,
            Database database,
            AuditTrail audit,
            Records records,
            Searches searches,
            Pages pages,
            Clock clock) {
        this.ground = ground;
        this.database = database;
        this.audit = audit;
        this.records = records;
        this.searches = searches;
        this.care = wiring.care();
        this.secondFactors = wiring.secondFactors();
        this.vaccines = wiring.vaccines();
        this.checks = wiring.checks();
        this.prescribing = wiring.prescribing();
        this.login = wiring.login();
        this.charts = care.charts();
        this.directory = care.directory();
        this.types = ground.definitions().types();
        this.pages = pages;
        this.clock = clock;
    }

    ResultScreen results(ChartPages chartPages, Drafts drafts) {
        Labs labs = Labs.shipped();
        return new ResultScreen(care.results(), labs, charts, chartPages, team(), this::prescribers, drafts, clock);
    }

    ShotScreen immunizations(ChartPages chartPages, Drafts drafts) {
        return new ShotScreen(new ShotDesk(
                vaccines.immunizations(care),
                vaccines.stock(care),
                vaccines.vaccines(),
                chartPages,
                drafts,
                caller -> directory
                        .name(caller, login.settings().of(Setting.ORGANIZATION))
                        .orElse(""),
                clock));
    }

    StockScreen stock() {
        return new StockScreen(vaccines.stock(care), vaccines.vaccines(), charts, audit, pages, clock);
    }

    LabScreen laboratory() {
        return new LabScreen(care.results(), charts, audit, pages, clock);
    }

    PharmacyScreen pharmacy() {
        return new PharmacyScreen(prescribing.counter(), audit, pages, clock);
    }

    PaperScreen paper() {
        return new PaperScreen(
                prescribing.counter(),
                ground.signatures()::open,
                () -> login.settings().of(Setting.ORGANIZATION),
                login.roles()::heldBy,
                pages,
                clock);
    }

    DirectoryScreen pharmacies() {
        return new DirectoryScreen(prescribing.pharmacies(), pages);
    }

    Registry registry() {
        return new Registry(records, searches, types, ground.random());
    }

    FileScreen file() {
        return new FileScreen(
                care.patientFile(),
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

    MergeScreen merge() {
        return new MergeScreen(new Merger(records, searches, types, clock), registry(), charts, audit, pages, clock);
    }

    InboxScreen inbox(Drafts drafts) {
        return new InboxScreen(team(), worklist(), care.tasks(), charts, drafts, audit, pages, clock);
    }

    Team team() {
        return new Team(login);
    }

    Worklist worklist() {
        return new Worklist(records, searches, new BegunNotes(new Drafts(database, clock)), clock.getZone());
    }

    /** A patient becomes one of the site where who registers them works; of the whole when that is no site in particular. */
    RegistrationScreen.Belonging belonging(Visit visit) {
        String organization = login.settings().of(Setting.ORGANIZATION);
        String site = login.roles().heldBy(visit.session().account().number()).stream()
                .flatMap(held -> Stream.ofNullable(held.site()))
                .findFirst()
                .orElse(organization);
        return new RegistrationScreen.Belonging(organization, site);
    }

    ScheduleParts schedule() {
        return new ScheduleParts(
                care.schedule(),
                care.scheduler(),
                care.visits(),
                charts,
                new ReminderRows(database),
                new Drafts(database, clock),
                audit,
                pages,
                () -> login.settings().of(Setting.ORGANIZATION),
                clock);
    }

    PracticeParts practice() {
        return new PracticeParts(
                care.schedule(),
                care.visits(),
                worklist(),
                records,
                searches,
                charts,
                audit,
                team(),
                () -> login.settings().of(Setting.ORGANIZATION),
                clock);
    }

    /** Who may order in their own name and is in the directory. */
    private List<Choice> prescribers() {
        Set<String> roles = login.roles().all().stream()
                .filter(each -> each.duties().contains(Duty.PRESCRIBE))
                .map(Role::code)
                .collect(Collectors.toSet());
        return team().present().roster().members().stream()
                .filter(member -> member.active() && roles.stream().anyMatch(member::has))
                .flatMap(member ->
                        Stream.ofNullable(member.reference()).map(reference -> new Choice(reference, member.name())))
                .toList();
    }

    /** Who can be asked to sign a note too: staff who are somebody in the directory. */
    private List<Choice> signers() {
        return team().present().roster().members().stream()
                .filter(Member::active)
                .flatMap(member ->
                        Stream.ofNullable(member.reference()).map(reference -> new Choice(reference, member.name())))
                .toList();
    }

    NoteDesk notes(Drafts drafts, ChartPages chartPages) {
        return new NoteDesk(
                care.notes(),
                care.templates(),
                care.chartbook(),
                care.signing(),
                care.prefill(),
                care.afterwards(),
                care.cosigning(),
                this::signers,
                care.visits(),
                charts,
                chartPages,
                new PatientNames(clock),
                audit,
                CareParts.terms(),
                drafts,
                pages,
                caller -> directory
                        .name(caller, login.settings().of(Setting.ORGANIZATION))
                        .orElse(""),
                ground.random(),
                clock);
    }

    OrderScreen orders(Drafts drafts, ChartPages chartPages) {
        Labs labs = Labs.shipped();
        Imaging imaging = Imaging.shipped();
        OrderSets sets = OrderSets.shipped();
        OrderCatalog catalog = new OrderCatalog(
                ground.drugs(),
                new SigReader(),
                UsualSigs.shipped(),
                labs,
                imaging,
                Catalogues.shipped().problems());
        return new OrderScreen(
                new OrderDesk(
                        new Orders(records, searches, checks, care.visits(), prescribing.dispatch(), types, clock),
                        new Dangers(records, searches, types, clock),
                        care.openOrders(),
                        prescribing.dispatch(),
                        prescribing.pharmacies(),
                        care.lastResults(),
                        care.countersigning(),
                        this::prescribers,
                        () -> login.settings()
                                .of(Setting.STANDING_ORDERS)
                                .lines()
                                .map(String::strip)
                                .filter(each -> !each.isEmpty())
                                .toList(),
                        catalog,
                        sets,
                        charts,
                        chartPages,
                        new Printing(
                                new Sheets(records, () -> login.settings().of(Setting.ORGANIZATION)),
                                catalog,
                                chartPages,
                                clock,
                                ground.base(),
                                ground.signatures()::sign),
                        (session, code) -> login.own().proves(session, code, "signing a controlled substance")
                                ? Optional.of(secondFactors.shown())
                                : Optional.empty(),
                        drafts,
                        pages,
                        clock),
                new OrderFinder(new DrugLine(ground.drugs()), labs, imaging, sets));
    }

    WrongScreen wrong(Drafts drafts) {
        return new WrongScreen(
                new WrongChart(records, care.afterwards(), audit.events(), types, clock),
                charts,
                care.tasks(),
                login::caller,
                new ReminderRows(database),
                new NoteDrafts(care.templates(), care.afterwards(), drafts, ground.random()),
                team()::present,
                audit,
                pages,
                clock);
    }

    MedicationScreen medications(Drafts drafts, ChartPages chartPages) {
        return new MedicationScreen(
                care.taking(ground.drugs()),
                care.reconciliation(ground.drugs()),
                new TakingLine(ground.drugs()),
                chartPages,
                drafts,
                clock);
    }

    GiveScreen give(ChartPages chartPages) {
        return new GiveScreen(
                care.giving(checks, ground.drugs()), this::signers, charts, chartPages, audit, pages, clock);
    }

    TakingReader taking() {
        return care.taking(ground.drugs());
    }

    EntryDesk entries(Drafts drafts, Map<String, Vocabulary> names) {
        return new EntryDesk(
                care.entries(),
                charts,
                names,
                care.tasks(),
                new TakingEntries(care.entries(), care.visits(), ground.drugs(), clock),
                team()::present,
                this::whoMayCare,
                drafts,
                clock);
    }

    /** The staff who are in the directory, and those who are close to the patient. */
    private List<Choice> whoMayCare(Entries.Chart chart) {
        return Stream.concat(
                        signers().stream(),
                        care.patientFile().relatives(chart.caller(), chart.patient()).stream()
                                .filter(PatientFile.Entry::active)
                                .map(each -> new Choice(
                                        "RelatedPerson/" + each.id(),
                                        each.what().name() + " (" + each.what().relationship() + ")")))
                .toList();
    }

    /** What fields offer while one types, by what they are of. */
    Map<String, Vocabulary> names() {
        Catalogues catalogues = Catalogues.shipped();
        return Map.of(
                "problems",
                new CatalogueNames(catalogues.problems()),
                "substances",
                new CatalogueNames(catalogues.allergens()),
                "reactions",
                new CatalogueNames(catalogues.reactions()),
                "labs",
                new CatalogueNames(Labs.shipped().names()),
                "taken",
                new TakingNames(new TakingLine(ground.drugs())),
                "vaccines",
                new CatalogueNames(Vaccines.shipped().names()),
                "answers",
                new FixedNames(Answers.all()),
                "team-roles",
                new FixedNames(TeamRoles.all()));
    }
}
