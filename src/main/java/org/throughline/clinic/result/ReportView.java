package org.throughline.clinic.result;

import java.util.List;
import org.throughline.care.chart.Remarks;
import org.throughline.care.chart.ResultSeries;
import org.throughline.care.result.Culture;
import org.throughline.care.result.Narrative;
import org.throughline.care.result.Report;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.ui.Dates;

/**
 * A report, for people.
 *
 * @param state what is to be known of it before it is read: "Corrected", "Preliminary"; empty for nothing
 * @param urgent "Critical" or "Abnormal"; empty for neither
 * @param facts when it was taken and by whom it was reported
 * @param holder the other organization that holds it; empty for our own
 */
public record ReportView(
        String id,
        int version,
        String title,
        String state,
        String urgent,
        String facts,
        String waitsFor,
        boolean waits,
        String conclusion,
        String order,
        List<Line> lines,
        Culture culture,
        Narrative narrative,
        String holder,
        List<Look> looks) {
    public ReportView {
        lines = List.copyOf(lines);
        looks = List.copyOf(looks);
    }

    /**
     * A value.
     *
     * @param before what the test found the time before, whoever holds that; empty when it was not done before
     */
    public record Line(
            String id,
            String test,
            String value,
            String unit,
            Marks marks,
            String range,
            Before before,
            String comment,
            boolean corrected) {}

    /** What a test found the time before. */
    public record Before(String text, Remarks remarks) {
        static final Before NOTHING = new Before("", Remarks.NONE);
    }

    /** That somebody looked at it. */
    public record Look(String by, String when, String comment, boolean ofThis) {}

    static ReportView of(Report report, List<Report.Look> looks, List<ResultSeries> series, Dates dates) {
        String taken = report.taken().isEmpty() ? "" : "Taken " + dates.time(report.taken());
        String from = report.from().isEmpty() ? "" : " · reported by " + report.from();
        return new ReportView(
                report.id(),
                report.version(),
                report.title(),
                state(report),
                urgent(report),
                taken + from,
                report.waitsFor(),
                report.waits(),
                report.narrative().says(report.conclusion()) ? "" : report.conclusion(),
                report.order(),
                report.lines().stream().map(line -> line(line, series)).toList(),
                report.culture(),
                report.narrative(),
                report.holder(),
                looks.stream()
                        .map(look -> new Look(
                                look.by(),
                                dates.moment(look.when()),
                                look.comment(),
                                look.version() + 1 == report.version()))
                        .toList());
    }

    private static String state(Report report) {
        if (report.withdrawn()) {
            return "Withdrawn";
        }
        if (report.corrected()) {
            return "Corrected";
        }
        return report.partial() ? "Preliminary" : "";
    }

    private static String urgent(Report report) {
        return report.waits() && report.urgency() != Urgency.ROUTINE
                ? report.urgency() == Urgency.CRITICAL ? "Critical" : "Abnormal"
                : "";
    }

    private static Line line(Report.Line line, List<ResultSeries> series) {
        return new Line(
                line.id(),
                line.test(),
                line.value(),
                line.unit(),
                Marks.of(line.flag()),
                line.range(),
                before(line, series),
                line.comment(),
                line.corrected());
    }

    private static Before before(Report.Line line, List<ResultSeries> series) {
        for (ResultSeries each : series) {
            for (int i = 0; i < each.points().size() - 1; i++) {
                if (each.points().get(i).id().equals(line.id())) {
                    ResultSeries.Point before = each.points().get(i + 1);
                    return new Before(before.text(), before.remarks());
                }
            }
        }
        return Before.NOTHING;
    }
}
