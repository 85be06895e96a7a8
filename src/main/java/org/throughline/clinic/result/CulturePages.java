package org.throughline.clinic.result;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.care.entry.Entries;
import org.throughline.care.result.CultureEntry;
import org.throughline.care.result.Report;
import org.throughline.care.result.Results;
import org.throughline.clinic.ChartPages;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.terminology.lab.Cultures;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * The form of a culture: {@code /results/PATIENT/new} for one that is new, {@code /results/PATIENT/REPORT/culture} to bring one on.
 *
 * @param clock of the practice
 */
record CulturePages(
        Results results,
        CultureEntry entry,
        Labs labs,
        Cultures cultures,
        ChartPages pages,
        Drafts drafts,
        Clock clock) {

    Answer blank(Visit visit, String patient, EntryPages.Chosen chosen, String key) {
        Optional<Draft> draft = drafts.find(visit.session().account().number(), key);
        Form form = draft.map(Draft::form).orElse(Form.EMPTY);
        CultureForm typed = CultureForm.of(chosen.panel(), order(chosen), form, now(), draft.isEmpty());
        return page(visit, patient, 200, typed, key, draft.map(Draft::revision).orElse(0), 0);
    }

    private static String order(EntryPages.Chosen chosen) {
        return chosen.order() == null ? "" : chosen.order().id();
    }

    Answer enter(Visit visit, Entries.Chart chart, EntryPages.Chosen chosen, String key) {
        CultureForm form = CultureForm.of(chosen.panel(), order(chosen), visit.form(), now(), false);
        Map<String, String> wrong = form.check(now(), cultures);
        if (!wrong.isEmpty()) {
            return page(visit, chart.patient(), 422, form.with(wrong), key, 0, 0);
        }
        entry.enter(chart, form.culture(chosen.order(), now(), cultures));
        drafts.drop(visit.session().account().number(), key);
        return Answer.redirect("/results/" + chart.patient() + "?done=entered");
    }

    Answer present(Visit visit, String patient, String id) {
        Report report = results.report(visit.caller(), patient, id);
        CultureForm form = CultureForm.of(test(report), report, report.takenAt().atZone(clock.getZone()));
        return page(visit, patient, 200, form, address(patient, id), 0, report.version());
    }

    Answer bringOn(Visit visit, Entries.Chart chart, String id, int version) {
        Report report = results.report(visit.caller(), chart.patient(), id);
        CultureForm form = CultureForm.of(test(report), "", visit.form(), now(), false);
        Map<String, String> wrong = form.check(now(), cultures);
        if (!wrong.isEmpty()) {
            return page(visit, chart.patient(), 422, form.with(wrong), address(chart.patient(), id), 0, version);
        }
        entry.bringOn(chart, id, version, form.culture(null, now(), cultures));
        return Answer.redirect("/results/" + chart.patient() + "/" + id + "?done=brought-on");
    }

    private static String address(String patient, String id) {
        return "/results/" + patient + "/" + id + "/culture";
    }

    private Lab test(Report report) {
        return labs.named(report.title())
                .filter(CultureForm::isFor)
                .orElseThrow(
                        () -> new Failed(new Failure.NotFound("This report is of no culture that is entered here.")));
    }

    private Answer page(
            Visit visit, String patient, int status, CultureForm form, String address, int revision, int version) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "results", Set.of(), false);
        return pages.page(visit, wanted, status, "clinic/result/culture-form.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("form", form);
            parameters.put("address", address);
            parameters.put("revision", revision);
            parameters.put("version", version);
            return parameters;
        });
    }

    private ZonedDateTime now() {
        return ZonedDateTime.now(clock);
    }
}
