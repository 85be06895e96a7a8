package org.throughline.clinic.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.care.chart.Measure;
import org.throughline.care.chart.Numbers;
import org.throughline.care.chart.Remarks;
import org.throughline.care.chart.ResultSeries;
import org.throughline.clinic.ChartPages;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.Dates;
import org.throughline.ui.Trend;

/**
 * Tests over dates, the newest date first; the tests with values that nobody has looked at yet before the others.
 *
 * @param columns the dates
 * @param more how many older dates there are
 */
public record Grid(List<Column> columns, List<Row> rows, int more) {
    private static final int MOST = 8;

    public Grid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A date.
     *
     * @param waits whether it has values that nobody has looked at
     */
    public record Column(String day, String time, boolean waits) {}

    /**
     * A test.
     *
     * @param course where it is followed over the years; empty when it has no numbers
     * @param cells one for each date
     */
    public record Row(
            String test,
            String unit,
            String range,
            String course,
            Trend trend,
            String trendWords,
            List<Cell> cells,
            boolean waits) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * What was found on a date.
     *
     * @param text empty when nothing was
     */
    public record Cell(String text, Marks marks, boolean waits, Remarks remarks) {
        static final Cell EMPTY = new Cell("", Marks.of(ResultSeries.Flag.NONE), false, Remarks.NONE);
    }

    /**
     * @param waiting the ids of Observations that nobody has looked at
     * @param patient the Patient's id
     * @param labs whose short names take the place of longer ones
     */
    static Grid of(List<ResultSeries> series, Set<String> waiting, String patient, Labs labs, Dates dates) {
        List<String> moments = series.stream()
                .flatMap(each -> each.points().stream())
                .map(ResultSeries.Point::date)
                .distinct()
                .sorted(Comparator.<String>naturalOrder().reversed())
                .toList();
        List<String> shown = moments.stream().limit(MOST).toList();
        List<Row> rows = new ArrayList<>();
        for (ResultSeries each : series) {
            Row row = row(each, shown, waiting, patient, labs, dates);
            if (row.cells().stream().anyMatch(cell -> !cell.text().isEmpty())) {
                rows.add(row);
            }
        }
        rows.sort(
                Comparator.comparing(Row::waits).thenComparingInt(Grid::urgency).reversed());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            int at = i;
            columns.add(new Column(
                    dates.date(shown.get(i)),
                    dates.time(shown.get(i))
                            .substring(dates.date(shown.get(i)).length())
                            .strip(),
                    rows.stream().anyMatch(row -> row.cells().get(at).waits())));
        }
        return new Grid(columns, rows, moments.size() - shown.size());
    }

    /** How far the newest value is out of the usual. */
    private static int urgency(Row row) {
        return row.cells().stream()
                .filter(cell -> !cell.text().isEmpty())
                .findFirst()
                .map(cell -> switch (cell.marks().style()) {
                    case "critical" -> 2;
                    case "out" -> 1;
                    default -> 0;
                })
                .orElse(0);
    }

    private static Row row(
            ResultSeries series, List<String> shown, Set<String> waiting, String patient, Labs labs, Dates dates) {
        List<Cell> cells =
                shown.stream().map(moment -> cell(series, moment, waiting)).toList();
        Measure measure = series.measure();
        String name = measure == null
                ? series.test()
                : labs.byLoinc(measure.code()).map(Lab::name).orElse(series.test());
        List<Trend.Point> points = series.points().reversed().stream()
                .map(point -> new Trend.Point(dates.dayNumber(point.date()), point.value()))
                .toList();
        return new Row(
                name,
                series.unit(),
                series.range(),
                measure == null ? "" : ChartPages.overTime(patient, measure),
                Trend.of(points, series.limits().low(), series.limits().high()),
                name + ": " + series.points().size() + " results since "
                        + dates.date(series.points().getLast().date()),
                cells,
                cells.stream().anyMatch(Cell::waits));
    }

    private static Cell cell(ResultSeries series, String moment, Set<String> waiting) {
        List<ResultSeries.Point> there = series.points().stream()
                .filter(point -> point.date().equals(moment))
                .toList();
        return there.isEmpty()
                ? Cell.EMPTY
                : new Cell(
                        there.stream()
                                .map(point -> Numbers.shown(point.text()))
                                .distinct()
                                .collect(Collectors.joining("; ")),
                        Marks.of(there.stream()
                                .map(ResultSeries.Point::flag)
                                .max(Comparator.comparing((ResultSeries.Flag flag) ->
                                                Marks.of(flag).style().equals("critical"))
                                        .thenComparing(Comparator.naturalOrder()))
                                .orElse(ResultSeries.Flag.NONE)),
                        there.stream().anyMatch(point -> waiting.contains(point.id())),
                        Remarks.of(
                                there.stream().map(ResultSeries.Point::remarks).toList()));
    }
}
