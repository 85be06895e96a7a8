package org.throughline.clinic.imaging;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.imaging.Afterwards;
import org.throughline.care.imaging.ImagingHistory;
import org.throughline.care.imaging.Prior;
import org.throughline.care.imaging.Reading;
import org.throughline.care.imaging.Verdict;
import org.throughline.clinic.Whose;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Drafts;

/** What the page of a report shows beside it when it is of imaging: the earlier ones, second readings, who was told. */
public record Beside(ImagingHistory history, Reading reading, Drafts drafts, Clock clock) {

    /** Of a report of a patient; null for one that is not of imaging. */
    public @Nullable BesideView of(Visit visit, String patient, String report) {
        return history.compared(Whose.reader(visit), patient, report)
                .map(found -> view(visit, patient, found))
                .orElse(null);
    }

    private BesideView view(Visit visit, String patient, ImagingHistory.Compared found) {
        Dates dates = new Dates(clock.getZone());
        Prior report = found.report();
        Afterwards after = reading.afterwards(visit.caller(), patient, report.id());
        boolean isFinal =
                !report.status().equals("preliminary") && !report.status().equals("partial");
        boolean somebody = visit.session().account().subject() != null;
        return new BesideView(
                report.text(),
                report.images(),
                after.told().stream()
                        .map(each -> each.who() + " was told by " + each.by() + ", " + dates.moment(each.at()))
                        .toList(),
                after.seconds().stream()
                        .map(each -> new BesideView.SecondView(
                                each.by(),
                                dates.moment(each.at()),
                                each.verdict().words(),
                                each.verdict() != Verdict.AGREE,
                                each.words()))
                        .toList(),
                PriorView.of(patient, found.priors(), dates),
                found.others(),
                isFinal && somebody && visit.caller().may(Duty.READ_IMAGES) && Reading.may(visit.caller()),
                isFinal && somebody && visit.caller().may(Interaction.CREATE, "ServiceRequest"),
                after.isAsked(),
                begun(visit, address(patient, report.id(), "add")),
                begun(visit, address(patient, report.id(), "second")));
    }

    private BesideView.BegunView begun(Visit visit, String key) {
        return drafts.find(visit.session().account().number(), key)
                .map(draft -> new BesideView.BegunView(key, draft.form().value("words"), draft.revision()))
                .orElse(new BesideView.BegunView(key, "", 0));
    }

    /** Under which the draft of a form of a report is kept. */
    static String address(String patient, String report, String act) {
        return "/reading/" + patient + "/report/" + report + "?act=" + act;
    }
}
