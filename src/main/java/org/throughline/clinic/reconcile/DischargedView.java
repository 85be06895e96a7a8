package org.throughline.clinic.reconcile;

import java.util.Comparator;
import java.util.List;
import org.throughline.care.stay.Discharge;
import org.throughline.care.stay.Discharges;
import org.throughline.ui.Dates;

/**
 * What a discharge has changed.
 *
 * @param title from where and when
 * @param drugs what became of each drug, those that were changed first
 */
public record DischargedView(String title, List<Drug> drugs, List<String> pending, List<String> followUps) {
    public DischargedView {
        drugs = List.copyOf(drugs);
        pending = List.copyOf(pending);
        followUps = List.copyOf(followUps);
    }

    /**
     * What became of a drug.
     *
     * @param style of the tag that says what was done
     */
    public record Drug(String change, String style, String what, String how, String why) {}

    static DischargedView of(Discharges.Summary summary, Dates dates) {
        Discharge discharge = summary.discharge();
        String on = summary.on();
        return new DischargedView(
                "Discharged" + (discharge.from().isEmpty() ? "" : " from " + discharge.from()) + ", "
                        + dates.date(on.substring(0, Math.min(10, on.length()))),
                discharge.drugs().stream()
                        .sorted(Comparator.comparing(Discharge.Drug::change))
                        .map(each -> new Drug(
                                each.change().words(),
                                each.change() == Discharge.Change.CONTINUED ? "" : "caution",
                                each.what(),
                                each.how(),
                                each.why()))
                        .toList(),
                discharge.pending().stream().map(Discharge.Pending::what).toList(),
                discharge.followUps().stream()
                        .map(each -> (each.who().isEmpty() ? "" : each.who() + ": ") + each.what() + ", by "
                                + dates.date(each.by().toString()))
                        .toList());
    }
}
