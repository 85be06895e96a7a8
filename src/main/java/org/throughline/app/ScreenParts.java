package org.throughline.app;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.directory.Directory;
import org.throughline.care.document.Documents;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.TeamRoles;
import org.throughline.care.entry.sheet.Answers;
import org.throughline.care.practice.Elsewhere;
import org.throughline.care.registration.Matching;
import org.throughline.care.registration.Merger;
import org.throughline.care.registration.Registry;
import org.throughline.care.stay.Discharges;
import org.throughline.care.taking.TakingEntries;
import org.throughline.care.taking.TakingLine;
import org.throughline.care.task.Worklist;
import org.throughline.care.wrong.WrongChart;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.Moves;
import org.throughline.clinic.PatientNames;
import org.throughline.clinic.entry.CatalogueNames;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.clinic.entry.FixedNames;
import org.throughline.clinic.entry.TakingNames;
import org.throughline.clinic.entry.Vocabulary;
import org.throughline.clinic.inbox.BegunNotes;
import org.throughline.clinic.inbox.InboxScreen;
import org.throughline.clinic.inbox.Team;
import org.throughline.clinic.note.NoteDesk;
import org.throughline.clinic.note.NoteDrafts;
import org.throughline.clinic.plan.PlanDesk;
import org.throughline.clinic.practice.PracticeParts;
import org.throughline.clinic.referral.DestinationNames;
import org.throughline.clinic.referral.ReferralDesk;
import org.throughline.clinic.referral.ReferralScreen;
import org.throughline.clinic.registration.FileScreen;
import org.throughline.clinic.registration.MergeScreen;
import org.throughline.clinic.registration.RegistrationScreen;
import org.throughline.clinic.schedule.ScheduleParts;
import org.throughline.clinic.stay.DischargeScreen;
import org.throughline.clinic.stay.StayScreen;
import org.throughline.clinic.transfer.TransferDesk;
import org.throughline.clinic.transfer.TransferScreen;
import org.throughline.clinic.wrong.WrongScreen;
import org.throughline.database.Database;
import org.throughline.events.reminder.ReminderRows;
import org.throughline.fhir.definitions.Types;
import org.throughline.login.Login;
import org.throughline.login.setting.Setting;
import org.throughline.network.peer.Network;
import org.throughline.privacy.place.PlaceLaw;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.lab.Cultures;
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
    private final StaffChoices staff;
    private final TreatmentParts treatment;
    private final Login login;
    private final ChartReader charts;
    private final Directory directory;
    private final Types types;
    private final Pages pages;
    private final Clock clock;
    private final Sharing sharing;
    private final Between between;
    private final Staying staying;
    private final Network network;

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
        this.login = wiring.login();
        this.charts = care.charts();
        this.directory = care.directory();
        this.types = ground.definitions().types();
        this.pages = pages;
        this.clock = clock;
        this.sharing = wiring.sharing();
        this.between = wiring.between();
        this.staying = wiring.staying();
        this.network = wiring.network();
        this.staff = new StaffChoices(login, care);
        this.treatment = new TreatmentParts(
                ground,
                care,
                wiring.safety(),
                wiring.vaccines(),
                wiring.prescribing(),
                wiring.between(),
                login,
                staff,
                audit,
                pages,
                clock);
    }

    /** The screens on which is ordered, given, dispensed and found. */
    TreatmentParts treatment() {
        return treatment;
    }

    Team team() {
        return staff.team();
    }

    Registry registry() {
        return new Registry(records, new Matching(records, searches), types, ground.random());
    }

    FileScreen file() {
        return new FileScreen(
                care.patientFile(),
                charts,
                staff::named,
                references -> login.roles().toldBy(references, clock.instant()),
                audit,
                pages,
                clock);
    }

    MergeScreen merge() {
        return new MergeScreen(new Merger(records, searches, types, clock), registry(), charts, audit, pages, clock);
    }

    InboxScreen inbox(Drafts drafts) {
        return new InboxScreen(
                staff.team(),
                worklist(),
                care.tasks(),
                between.talks(),
                charts,
                drafts,
                audit,
                pages,
                () -> sharing.linking().questions().size(),
                clock);
    }

    Worklist worklist() {
        return new Worklist(records, searches, new BegunNotes(new Drafts(database, clock)), clock);
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

    ReferralScreen referrals(ChartPages chartPages) {
        return new ReferralScreen(new ReferralDesk(
                between.referrals(),
                between.arrivals(),
                between.messages(),
                new Matching(records, searches),
                registry(),
                this::belonging,
                between.summaries(),
                care.notes(),
                new Documents(records, types, clock),
                care.schedule(),
                charts,
                chartPages,
                audit,
                pages,
                clock));
    }

    Discharges discharges() {
        return staying.discharges();
    }

    DischargeScreen discharge(ChartPages chartPages) {
        return new DischargeScreen(
                staying.stays(),
                staying.discharges(),
                care.taking(ground.drugs()),
                care.openOrders(),
                chartPages,
                clock);
    }

    StayScreen stays(ChartPages chartPages) {
        return new StayScreen(staying.stays(), staff::signers, chartPages, clock);
    }

    TransferScreen transfers(ChartPages chartPages) {
        return new TransferScreen(new TransferDesk(
                between.transfers(),
                between.summaries(),
                new Matching(records, searches),
                registry(),
                this::belonging,
                between.law(),
                charts,
                chartPages,
                records::visible,
                audit,
                pages,
                clock));
    }

    /** The law of the place. */
    PlaceLaw law() {
        return between.law();
    }

    /** Whether a patient's chart has moved, or moves. */
    Moves moves() {
        return new Moves(between.transfers(), clock);
    }

    ScheduleParts schedule() {
        return new ScheduleParts(
                care.schedule(),
                care.scheduler(),
                care.visits(),
                staying.stays(),
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
                staff.team(),
                treatment.safety().repeats(),
                () -> login.settings().of(Setting.ORGANIZATION),
                this::holders,
                clock);
    }

    /** Whoever shares records with us: members of the network, also those that left, and servers of others. */
    private List<Elsewhere.Holder> holders() {
        return Stream.concat(
                        network.peers().all().stream()
                                .map(each -> new Elsewhere.Holder(each.number(), each.organization(), each.name())),
                        sharing.outside().servers().all().stream()
                                .map(each -> new Elsewhere.Holder(each.number(), each.organization(), each.name())))
                .toList();
    }

    NoteDesk notes(Drafts drafts, ChartPages chartPages) {
        return new NoteDesk(
                care.notes(),
                care.templates(),
                care.chartbook(),
                care.signing(ground.terms()),
                care.prefill(),
                care.afterwards(),
                care.cosigning(),
                between.notes(),
                staff::signers,
                care.visits(),
                charts,
                chartPages,
                new PatientNames(clock),
                audit,
                ground.terms(),
                drafts,
                pages,
                caller -> directory
                        .name(caller, login.settings().of(Setting.ORGANIZATION))
                        .orElse(""),
                ground.random(),
                clock);
    }

    WrongScreen wrong(Drafts drafts) {
        return new WrongScreen(
                new WrongChart(records, care.afterwards(), audit.events(), types, clock),
                charts,
                care.tasks(),
                login::caller,
                new ReminderRows(database),
                new NoteDrafts(care.templates(), care.afterwards(), drafts, ground.random()),
                staff.team()::present,
                audit,
                pages,
                clock);
    }

    /** The plan of care and the care team, over all organizations. */
    PlanDesk plans(Drafts drafts) {
        return new PlanDesk(
                care.plans(ground.base()),
                care.planChanges(ground.base()),
                between.plans(),
                drafts,
                ground.base(),
                clock);
    }

    EntryDesk entries(Drafts drafts, Map<String, Vocabulary> names) {
        return new EntryDesk(
                care.entries(),
                charts,
                names,
                care.tasks(),
                between::talks,
                new TakingEntries(care.entries(), care.visits(), ground.drugs(), clock),
                staff.team()::present,
                staff::close,
                drafts,
                clock);
    }

    /** What fields offer while one types, by what they are of. */
    Map<String, Vocabulary> names() {
        Catalogues catalogues = ground.catalogues();
        return Map.of(
                "destinations",
                new DestinationNames(between.destinations()),
                "problems",
                new CatalogueNames(catalogues.problems()),
                "substances",
                new CatalogueNames(catalogues.allergens()),
                "reactions",
                new CatalogueNames(catalogues.reactions()),
                "labs",
                new CatalogueNames(ground.labs().names()),
                "taken",
                new TakingNames(new TakingLine(ground.drugs())),
                "vaccines",
                new CatalogueNames(Vaccines.shipped().names()),
                "organisms",
                new FixedNames(Cultures.shipped().organisms().stream()
                        .map(each ->
                                new Concept(each.name(), each.coding().stream().toList()))
                        .toList()),
                "answers",
                new FixedNames(Answers.all()),
                "team-roles",
                new FixedNames(TeamRoles.all()));
    }
}
