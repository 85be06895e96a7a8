package org.throughline.app;

import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.throughline.audit.AuditTrail;
import org.throughline.care.check.Dangers;
import org.throughline.care.order.Orders;
import org.throughline.care.order.Sheets;
import org.throughline.care.recall.Contacts;
import org.throughline.care.reconcile.CompareReader;
import org.throughline.care.reconcile.Reconciling;
import org.throughline.care.result.CultureEntry;
import org.throughline.care.result.Letters;
import org.throughline.care.taking.TakingLine;
import org.throughline.care.taking.TakingReader;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.give.GiveScreen;
import org.throughline.clinic.imaging.Beside;
import org.throughline.clinic.imaging.ExamScreen;
import org.throughline.clinic.imaging.ImagingDesk;
import org.throughline.clinic.imaging.ReadingScreen;
import org.throughline.clinic.immunization.DueDesk;
import org.throughline.clinic.immunization.DueScreen;
import org.throughline.clinic.immunization.ShotDesk;
import org.throughline.clinic.immunization.ShotScreen;
import org.throughline.clinic.immunization.StockScreen;
import org.throughline.clinic.medication.MedicationScreen;
import org.throughline.clinic.medication.Rewriting;
import org.throughline.clinic.order.OrderCatalog;
import org.throughline.clinic.order.OrderDesk;
import org.throughline.clinic.order.OrderFinder;
import org.throughline.clinic.order.OrderScreen;
import org.throughline.clinic.order.Printing;
import org.throughline.clinic.order.RepeatWarnings;
import org.throughline.clinic.pharmacy.DirectoryScreen;
import org.throughline.clinic.pharmacy.PaperScreen;
import org.throughline.clinic.pharmacy.PharmacyScreen;
import org.throughline.clinic.result.HeldScreen;
import org.throughline.clinic.result.LabScreen;
import org.throughline.clinic.result.ResultScreen;
import org.throughline.database.Database;
import org.throughline.events.forecast.ForecastRows;
import org.throughline.login.Login;
import org.throughline.login.setting.Setting;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.LabCosts;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.orderset.OrderSets;
import org.throughline.terminology.sig.DrugLine;
import org.throughline.terminology.sig.SigReader;
import org.throughline.terminology.sig.UsualSigs;
import org.throughline.ui.Pages;
import org.throughline.ui.draft.Drafts;

/** Puts together the screens on which is ordered, given, dispensed and found. */
record TreatmentParts(
        Groundwork ground,
        CareParts care,
        SafetyParts safety,
        VaccineParts vaccines,
        Prescribing prescribing,
        Between between,
        Login login,
        StaffChoices staff,
        AuditTrail audit,
        Pages pages,
        Clock clock) {
    OrderScreen orders(Drafts drafts, ChartPages chartPages, BooleanSupplier advised) {
        Labs labs = ground.labs();
        Imaging imaging = ground.imaging();
        OrderSets sets = OrderSets.shipped();
        OrderCatalog catalog = new OrderCatalog(
                ground.drugs(),
                new SigReader(),
                UsualSigs.shipped(),
                labs,
                imaging,
                ground.catalogues().problems());
        return new OrderScreen(
                new OrderDesk(
                        new Orders(
                                care.records(),
                                care.searches(),
                                safety.checks(),
                                care.visits(),
                                prescribing.dispatch(),
                                care.imagingHistory(),
                                between.referring(),
                                care.types(),
                                clock),
                        new Dangers(care.records(), care.searches(), care.types(), clock),
                        care.openOrders(),
                        prescribing.dispatch(),
                        prescribing.pharmacies(),
                        between.destinations(),
                        between.referrals(),
                        care.lastResults(),
                        new RepeatWarnings(
                                safety.repeats(),
                                safety.checks()::interval,
                                care.lastResults(),
                                labs,
                                LabCosts.shipped(),
                                clock),
                        care.imagingHistory(),
                        care.countersigning(),
                        staff::prescribers,
                        () -> login.settings()
                                .of(Setting.STANDING_ORDERS)
                                .lines()
                                .map(String::strip)
                                .filter(each -> !each.isEmpty())
                                .toList(),
                        catalog,
                        sets,
                        care.charts(),
                        chartPages,
                        new Printing(
                                new Sheets(
                                        care.records(), () -> login.settings().of(Setting.ORGANIZATION)),
                                catalog,
                                chartPages,
                                clock,
                                ground.base(),
                                ground.signatures()::sign),
                        (session, code) -> login.own().proves(session, code, "signing a controlled substance")
                                ? Optional.of(safety.factors().shown())
                                : Optional.empty(),
                        advised,
                        drafts,
                        pages,
                        clock),
                new OrderFinder(new DrugLine(ground.drugs()), labs, imaging, sets));
    }

    MedicationScreen medications(Drafts drafts, ChartPages chartPages, Rewriting rewriting) {
        return new MedicationScreen(
                care.taking(ground.drugs()),
                care.reconciliation(ground.drugs()),
                new TakingLine(ground.drugs()),
                chartPages,
                drafts,
                rewriting,
                safety.checks(),
                clock);
    }

    GiveScreen give(ChartPages chartPages) {
        return new GiveScreen(
                care.giving(safety.checks(), ground.drugs()),
                staff::signers,
                care.charts(),
                chartPages,
                audit,
                pages,
                clock);
    }

    Reconciling reconciling() {
        return new Reconciling(
                new CompareReader(
                        care.records(),
                        care.searches(),
                        taking(),
                        ground.catalogues(),
                        ground.drugs(),
                        vaccines.vaccines()),
                care.reconciliation(ground.drugs()),
                care.entries(),
                care.records(),
                care.types(),
                clock);
    }

    TakingReader taking() {
        return care.taking(ground.drugs());
    }

    ShotScreen immunizations(ChartPages chartPages, Drafts drafts) {
        return new ShotScreen(new ShotDesk(
                vaccines.immunizations(care),
                vaccines.after(care),
                vaccines.stock(care),
                vaccines.vaccines(),
                chartPages,
                drafts,
                caller -> care.directory()
                        .name(caller, login.settings().of(Setting.ORGANIZATION))
                        .orElse(""),
                clock));
    }

    DueScreen due(Database database) {
        return new DueScreen(new DueDesk(
                new ForecastRows(database),
                new Contacts(care.records(), care.searches()),
                vaccines::groups,
                staff::prescribers,
                audit,
                pages,
                clock));
    }

    StockScreen stock() {
        return new StockScreen(vaccines.stock(care), vaccines.vaccines(), care.charts(), audit, pages, clock);
    }

    ResultScreen results(ChartPages chartPages, Drafts drafts) {
        Labs labs = ground.labs();
        return new ResultScreen(
                care.results(),
                labs,
                care.charts(),
                chartPages,
                care.holding(),
                new CultureEntry(care.records(), care.searches(), care.types(), clock),
                new Letters(care.records(), care.searches(), care.types(), clock),
                caller -> care.directory()
                        .name(caller, login.settings().of(Setting.ORGANIZATION))
                        .orElse(""),
                staff.team(),
                staff::prescribers,
                drafts,
                new Beside(care.imagingHistory(), care.reading(), drafts, clock),
                clock);
    }

    private ImagingDesk imaging(ChartPages chartPages, Drafts drafts) {
        return new ImagingDesk(
                care.readingList(),
                care.reading(),
                care.secondReadings(),
                care.imagingHistory(),
                care.keyLabs(),
                care.charts(),
                chartPages,
                drafts,
                audit,
                pages,
                clock);
    }

    ReadingScreen reading(ChartPages chartPages, Drafts drafts) {
        return new ReadingScreen(imaging(chartPages, drafts));
    }

    ExamScreen examinations(ChartPages chartPages, Drafts drafts) {
        return new ExamScreen(imaging(chartPages, drafts));
    }

    HeldScreen held() {
        return new HeldScreen(care.holding(), care.charts(), audit, pages, clock);
    }

    LabScreen laboratory() {
        return new LabScreen(care.results(), care.charts(), audit, pages, clock);
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
}
