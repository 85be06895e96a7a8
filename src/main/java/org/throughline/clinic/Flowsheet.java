package org.throughline.clinic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.chart.Measure;
import org.throughline.care.chart.Numbers;
import org.throughline.care.vital.Measured;
import org.throughline.terminology.vital.UnitNames;
import org.throughline.terminology.vital.Vital;
import org.throughline.ui.Dates;
import org.throughline.ui.Trend;

/**
 * Vital signs over time: a column for each time of measuring, the newest first, and a row for each vital sign.
 *
 * @param times the columns' headings
 * @param newest when each row was last measured is in the row; this is the newest of all, empty when there is none
 */
public record Flowsheet(List<String> times, List<Row> rows, String newest) {
    private static final int COLUMNS = 6;

    public Flowsheet {
        times = List.copyOf(times);
        rows = List.copyOf(rows);
    }

    /**
     * A vital sign.
     *
     * @param cells as many as there are columns; empty where it was not measured
     * @param last the newest value
     * @param when of the newest value
     * @param course where it is followed over the years
     */
    public record Row(
            String name,
            String unit,
            List<Cell> cells,
            String last,
            String when,
            Trend trend,
            String words,
            String course) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A value.
     *
     * @param id of the Observation; empty where nothing was measured
     */
    public record Cell(String id, String text) {}

    /** @param measured newest first */
    static Flowsheet of(List<Measured> measured, String patient, Dates dates) {
        List<String> columns =
                measured.stream().map(Measured::at).distinct().limit(COLUMNS).toList();
        Map<Vital, Map<String, Measured>> byVital = new EnumMap<>(Vital.class);
        for (Measured each : measured) {
            byVital.computeIfAbsent(each.vital(), ignored -> new LinkedHashMap<>())
                    .putIfAbsent(each.at(), each);
        }
        Map<String, Measured> diastolic = byVital.getOrDefault(Vital.DIASTOLIC, Map.of());
        Set<Vital> alone = byVital.containsKey(Vital.SYSTOLIC) ? Set.of(Vital.DIASTOLIC) : Set.of();
        List<Row> rows = new ArrayList<>();
        byVital.forEach((vital, values) -> {
            if (!alone.contains(vital)) {
                rows.add(row(vital, values, diastolic, columns, patient, dates));
            }
        });
        String newest = measured.isEmpty() ? "" : dates.date(measured.getFirst().at());
        return new Flowsheet(columns.stream().map(dates::time).toList(), rows, newest);
    }

    private static Row row(
            Vital vital,
            Map<String, Measured> values,
            Map<String, Measured> diastolic,
            List<String> columns,
            String patient,
            Dates dates) {
        boolean pressure = vital == Vital.SYSTOLIC;
        List<Cell> cells = columns.stream()
                .map(at -> cell(values.get(at), pressure ? diastolic.get(at) : null))
                .toList();
        Measured last = values.values().iterator().next();
        List<Trend.Point> points = values.values().stream()
                .map(each ->
                        new Trend.Point(dates.dayNumber(each.at()), each.value().doubleValue()))
                .toList()
                .reversed();
        return new Row(
                pressure ? "Blood pressure" : vital.title(),
                UnitNames.of(vital.unit()),
                cells,
                text(last, pressure ? diastolic.get(last.at()) : null),
                dates.date(last.at()),
                Trend.of(points, Double.NaN, Double.NaN),
                vital.title() + ": " + points.size() + " values since "
                        + dates.date(List.copyOf(values.values()).getLast().at()),
                MeasureViews.address(
                        patient,
                        Stream.of(vital, pressure ? Vital.DIASTOLIC : vital)
                                .distinct()
                                .map(Measure::of)));
    }

    private static Cell cell(@Nullable Measured value, @Nullable Measured below) {
        return value == null ? new Cell("", "") : new Cell(value.id(), text(value, below));
    }

    private static String text(Measured value, @Nullable Measured below) {
        return number(value.value()) + (below == null ? "" : "/" + number(below.value()));
    }

    private static String number(BigDecimal value) {
        return Numbers.shown(value.stripTrailingZeros().toPlainString());
    }
}
