package org.throughline.clinic.result;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.care.entry.Entries;
import org.throughline.care.result.NewReport;
import org.throughline.care.result.Report;
import org.throughline.care.result.Results;
import org.throughline.clinic.ChartPages;
import org.throughline.http.Answer;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/** {@code /results/PATIENT/REPORT/correct}: the values of a report as a form, with what they say now. */
record CorrectionPages(Results results, Labs labs, ChartPages pages, Dates dates) {

    Answer blank(Visit visit, String patient, String id) {
        Report report = results.report(visit.caller(), patient, id);
        Map<String, String> said = new LinkedHashMap<>();
        report.lines().forEach(line -> said.put(line.id(), line.value()));
        return page(visit, patient, 200, report, said, Map.of());
    }

    Answer correct(Visit visit, Entries.Chart chart, String id, int version) {
        String patient = chart.patient();
        Report report = results.report(visit.caller(), patient, id);
        Map<String, NewReport.Value> changed = new LinkedHashMap<>();
        Map<String, String> faults = new LinkedHashMap<>();
        Map<String, String> typed = new LinkedHashMap<>();
        for (Report.Line line : report.lines()) {
            String value = visit.form().value(line.id());
            typed.put(line.id(), value);
            if (!value.strip().equals(line.value())) {
                Lab lab = labs.byLoinc(line.loinc())
                        .or(() -> labs.named(line.test()))
                        .orElse(null);
                Corrections.read(line, lab, value)
                        .ifPresentOrElse(
                                each -> changed.put(line.id(), each),
                                () -> faults.put(line.id(), Corrections.fault(lab, value)));
            }
        }
        if (faults.isEmpty() && changed.isEmpty()) {
            faults.put(report.lines().getFirst().id(), "Nothing is different.");
        }
        if (!faults.isEmpty()) {
            return page(visit, patient, 422, report, typed, faults);
        }
        results.correct(chart, id, version, changed);
        return Answer.redirect("/results/" + patient + "?done=corrected");
    }

    private Answer page(
            Visit visit,
            String patient,
            int status,
            Report report,
            Map<String, String> values,
            Map<String, String> faults) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(patient, "results", Set.of(), false);
        return pages.page(visit, wanted, status, "clinic/result/correct.jte", view -> {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("report", ReportView.of(report, List.of(), List.of(), dates));
            parameters.put("values", values);
            parameters.put("faults", faults);
            return parameters;
        });
    }
}
