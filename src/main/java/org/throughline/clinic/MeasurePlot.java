package org.throughline.clinic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.chart.MeasureHistory.Line;
import org.throughline.care.chart.MeasureHistory.Point;
import org.throughline.care.chart.ResultSeries.Flag;
import org.throughline.clinic.MeasuresView.Plot;
import org.throughline.ui.Dates;

/** Draws a line of a measure over time. Pure. */
record MeasurePlot(Dates dates, TimeAxis axis) {
    /** So many dots can be told apart; of more, the line alone is drawn. */
    private static final int MOST_DOTS = 120;

    private static final int MOST_TICKS = 5;
    private static final double MARGIN = 6;

    /** A value at a day. */
    private record Spot(Point point, double day) {
        double value() {
            return point.value().doubleValue();
        }
    }

    /** @param number which of the page's plots it is */
    Plot of(int number, String title, Line line) {
        List<Spot> spots = line.points().reversed().stream()
                .filter(point -> point.bound().isEmpty())
                .map(point -> new Spot(point, dates.dayNumber(point.date())))
                .filter(spot -> !Double.isNaN(spot.day()))
                .toList();
        Scale scale = Scale.of(spots.stream().mapToDouble(Spot::value), line.low(), line.high());
        double top = line.high() == null ? 0 : Math.max(0, scale.y(line.high().doubleValue()));
        double bottom = line.low() == null
                ? Plot.HEIGHT
                : Math.min(Plot.HEIGHT, scale.y(line.low().doubleValue()));
        boolean band = line.low() != null || line.high() != null;
        return new Plot(
                "plot-" + number,
                title,
                line.unit(),
                range(line),
                spots.size() < 2 ? "" : polyline(spots, scale),
                round(top),
                band ? round(Math.max(0, bottom - top)) : 0,
                spots.size() > MOST_DOTS
                        ? List.of()
                        : spots.stream().map(spot -> dot(spot, scale)).toList(),
                axis.ticks(),
                scale.ticks(),
                spots.stream()
                        .map(spot -> spot.point().remarks())
                        .filter(remarks -> !remarks.ours())
                        .flatMap(remarks -> remarks.holders().stream())
                        .distinct()
                        .toList(),
                words(title, line));
    }

    private MeasuresView.Dot dot(Spot spot, Scale scale) {
        Point point = spot.point();
        String words = dates.date(point.date()) + ": "
                + MeasureViews.text(point.value(), !point.reported().isEmpty());
        return new MeasuresView.Dot(
                round(100 * axis.at(spot.day())),
                round(scale.y(spot.value())),
                point.flag() == Flag.NONE ? "" : "flagged",
                point.remarks().ours(),
                words
                        + (point.flag() == Flag.NONE ? "" : ", " + point.flag().words())
                        + (point.remarks().ours()
                                ? ""
                                : ", held by "
                                        + String.join(", ", point.remarks().holders())));
    }

    /** Of many values that fall on one place across, the first, the lowest, the highest and the last are enough. */
    private String polyline(List<Spot> spots, Scale scale) {
        StringBuilder line = new StringBuilder();
        List<Spot> together = new ArrayList<>();
        long place = Long.MIN_VALUE;
        for (Spot spot : spots) {
            long at = Math.round(axis.at(spot.day()) * Plot.WIDTH);
            if (at != place) {
                draw(line, together, scale);
                together.clear();
                place = at;
            }
            together.add(spot);
        }
        draw(line, together, scale);
        return line.toString();
    }

    private void draw(StringBuilder line, List<Spot> together, Scale scale) {
        List<Spot> few = together;
        if (together.size() > 4) {
            Spot low = Collections.min(together, Comparator.comparingDouble(Spot::value));
            Spot high = Collections.max(together, Comparator.comparingDouble(Spot::value));
            Set<Spot> telling = new HashSet<>(List.of(together.getFirst(), low, high, together.getLast()));
            few = together.stream().filter(telling::contains).toList();
        }
        for (Spot spot : few) {
            line.append(line.isEmpty() ? "" : " ")
                    .append(String.format(
                            Locale.ROOT, "%.1f,%.1f", axis.at(spot.day()) * Plot.WIDTH, scale.y(spot.value())));
        }
    }

    private static String range(Line line) {
        String low = edge(line.low());
        String high = edge(line.high());
        if (!low.isEmpty() && !high.isEmpty()) {
            return "Range " + low + " – " + high;
        }
        if (!low.isEmpty()) {
            return "Range ≥ " + low;
        }
        return high.isEmpty() ? "" : "Range ≤ " + high;
    }

    private static String edge(@Nullable BigDecimal edge) {
        return edge == null ? "" : MeasureViews.text(edge, false);
    }

    private String words(String title, Line line) {
        Point newest = line.points().getFirst();
        String oldest = dates.date(line.points().getLast().date());
        String value = newest.bound()
                + MeasureViews.text(newest.value(), !newest.reported().isEmpty()) + " " + line.unit();
        return title + ": "
                + (line.points().size() == 1 ? "1 value" : line.points().size() + " values since " + oldest)
                + ", the newest " + value.strip() + "; the table below has them";
    }

    static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** From values to places downwards. */
    private record Scale(double low, double high, double step) {
        static Scale of(DoubleStream values, @Nullable BigDecimal low, @Nullable BigDecimal high) {
            double[] all = DoubleStream.concat(
                            values,
                            Stream.of(Optional.ofNullable(low), Optional.ofNullable(high))
                                    .flatMap(Optional::stream)
                                    .mapToDouble(BigDecimal::doubleValue))
                    .toArray();
            double lowest = DoubleStream.of(all).min().orElse(0);
            double highest = DoubleStream.of(all).max().orElse(1);
            double span = highest > lowest ? highest - lowest : Math.max(Math.abs(highest) / 5, 1e-6);
            double step = step(span / (MOST_TICKS - 1));
            double from = Math.floor(lowest / step) * step;
            double to = Math.ceil(highest / step) * step;
            return new Scale(from, to > from ? to : from + step, step);
        }

        /** The smallest of 1, 2 and 5 times a power of ten that is not smaller. */
        private static double step(double least) {
            double power = Math.pow(10, Math.floor(Math.log10(least)));
            return DoubleStream.of(1, 2, 5, 10)
                    .map(each -> each * power)
                    .filter(each -> each >= least)
                    .findFirst()
                    .orElse(10 * power);
        }

        double y(double value) {
            return Plot.HEIGHT - MARGIN - (value - low) / (high - low) * (Plot.HEIGHT - 2 * MARGIN);
        }

        List<MeasuresView.Tick> ticks() {
            int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
            List<MeasuresView.Tick> ticks = new ArrayList<>();
            for (int i = 0; low + i * step <= high + step / 2; i++) {
                double value = low + i * step;
                ticks.add(new MeasuresView.Tick(
                        round(y(value)), String.format(Locale.ROOT, "%,." + decimals + "f", value)));
            }
            return ticks;
        }
    }
}
