package org.throughline.clinic.reconcile;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.care.entry.Entries;
import org.throughline.care.reconcile.Reconciling;
import org.throughline.care.stay.Discharges;
import org.throughline.care.taking.Reconciled;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /reconcile/PATIENT}: what other records say beside ours; each difference is decided by one click. */
public final class ReconcileScreen implements Screen {
    private static final Map<String, String> DONE = Map.of(
            "take",
            "It stands in our chart now.",
            "update",
            "Ours was changed.",
            "keep",
            "Ours stays as it is. You are not asked again until it changes there.",
            "gone",
            "What changed at the discharge was gone through.",
            "verify",
            "That it was gone through with the patient is written down.");

    private final Reconciling reconciling;
    private final Discharges discharges;
    private final ChartPages pages;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone all is shown */
    public ReconcileScreen(Reconciling reconciling, Discharges discharges, ChartPages pages, Clock clock) {
        this.reconciling = reconciling;
        this.discharges = discharges;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "what other records say";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        if (visit.posts()) {
            visit.requireSame(patient);
            return post(visit, patient);
        }
        return pages.moved(visit, patient).orElseGet(() -> page(visit, patient, 200, ""));
    }

    private Answer post(Visit visit, String patient) {
        Form form = visit.form();
        String[] act = form.value("act").split(" ", 2);
        Entries.Chart chart = EntryDesk.chart(visit, patient);
        try {
            switch (act[0]) {
                case "take" -> reconciling.take(chart, of(act));
                case "update" -> reconciling.update(chart, of(act));
                case "keep" -> reconciling.keep(chart, of(act));
                case "verify" -> {
                    reconciling.verify(chart, List.of(Reconciled.Source.PATIENT));
                    discharges.reconciled(visit.caller(), patient);
                }
                case "gone" -> discharges.reconciled(visit.caller(), patient);
                default -> throw new Failed(new Failure.Invalid("value", "act", "Choose what is to be done."));
            }
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Conflict conflict) {
                return page(visit, patient, 409, conflict.message());
            }
            throw e;
        }
        return Answer.redirect("/reconcile/" + patient + "?done=" + act[0]);
    }

    private static String of(String[] act) {
        return act.length == 2 ? act[1] : "";
    }

    private Answer page(Visit visit, String patient, int status, String notice) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "reconcile", Set.of(), false);
        String done = Stream.of(visit.request().parameter("done").orElse(""))
                .map(each -> DONE.getOrDefault(each, ""))
                .findFirst()
                .orElse("");
        return pages.page(
                visit,
                wanted,
                status,
                "clinic/reconcile/reconcile.jte",
                view -> Map.of(
                        "list",
                        new ReconcileViews(new Dates(clock.getZone()), visit.caller())
                                .view(reconciling.compared(visit.caller(), patient), done, notice),
                        "discharged",
                        discharges.of(visit.caller(), patient).stream()
                                .map(each -> DischargedView.of(each, new Dates(clock.getZone())))
                                .toList()));
    }
}
