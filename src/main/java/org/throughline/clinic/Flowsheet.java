package org.throughline.clinic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
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
 * Vital signs over time: a column for each time of measuring and whoever holds what was measured then, the newest first,
 * and a row for each vital sign.
 *
 * @param columns what stands above the values
 * @param newest when each row was last measured is in the row; this is the newest of all, empty when there is none
 */
public record Flowsheet(List<Column> columns, List<Row> rows, String newest) {
    private static final int MOST = 6;

    public Flowsheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A time of measuring.
     *
     * @param holder the other organization that holds what was measured; empty for our own
     */
    public record Column(String time, String holder) {}

    /** When something was measured, and who holds it. */
    private record Moment(String at, String holder) {
        static Moment of(Measured measured) {
            return new Moment(measured.at(), measured.holder());
        }
    }

    /**
     * A vital sign.
     *
     * @param cells as many as there are columns; empty where it was not measured
     * @param last the newest value
     * @param when of the newest value
     * @param holder the other organization that holds the newest value; empty for our own
     * @param course where it is followed over the years
     */
    public record Row(
            String name,
            String unit,
            List<Cell> cells,
            String last,
            String when,
            String holder,
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
     * @param id of the Observation; empty where nothing was measured, and where it is not ours to change
     */
    public record Cell(String id, String text) {}

    /** @param measured newest first */
    static Flowsheet of(List<Measured> measured, String patient, Dates dates) {
        List<Moment> columns =
                measured.stream().map(Moment::of).distinct().limit(MOST).toList();
        Map<Vital, Map<Moment, Measured>> byVital = new EnumMap<>(Vital.class);
        for (Measured each : measured) {
            byVital.computeIfAbsent(each.vital(), ignored -> new LinkedHashMap<>())
                    .putIfAbsent(Moment.of(each), each);
        }
        Map<Moment, Measured> diastolic = byVital.getOrDefault(Vital.DIASTOLIC, Map.of());
        Set<Vital> alone = byVital.containsKey(Vital.SYSTOLIC) ? Set.of(Vital.DIASTOLIC) : Set.of();
        List<Row> rows = new ArrayList<>();
        byVital.forEach((vital, values) -> {
            if (!alone.contains(vital)) {
                rows.add(row(vital, values, diastolic, columns, patient, dates));
            }
        });
        String newest = measured.isEmpty() ? "" : dates.date(measured.getFirst().at());
        return new Flowsheet(
                columns.stream()
                        .map(each -> new Column(dates.time(each.at()), each.holder()))
                        .toList(),
                rows,
                newest);
    }

    private static Row row(
            Vital vital,
            Map<Moment, Measured> values,
            Map<Moment, Measured> diastolic,
            List<Moment> columns,
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
                text(last, pressure ? diastolic.get(Moment.of(last)) : null),
                dates.date(last.at()),
                last.holder(),
                Trend.of(points, Double.NaN, Double.NaN),
                vital.title() + ": " + points.size() + " values since "
                        + dates.date(List.copyOf(values.values()).getLast().at()) + elsewhere(values.values()),
                MeasureViews.address(
                        patient,
                        Stream.of(vital, pressure ? Vital.DIASTOLIC : vital)
                                .distinct()
                                .map(Measure::of)));
    }

    private static String elsewhere(Collection<Measured> values) {
        long count = values.stream().filter(each -> !each.holder().isEmpty()).count();
        return count == 0 ? "" : ", " + count + " of them of other organizations";
    }

    private static Cell cell(@Nullable Measured value, @Nullable Measured below) {
        return value == null
                ? new Cell("", "")
                : new Cell(value.holder().isEmpty() ? value.id() : "", text(value, below));
    }

    private static String text(Measured value, @Nullable Measured below) {
        return number(value.value()) + (below == null ? "" : "/" + number(below.value()));
    }

    private static String number(BigDecimal value) {
        return Numbers.shown(value.stripTrailingZeros().toPlainString());
    }
}
