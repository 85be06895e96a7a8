package org.throughline.ui;

import java.util.List;
import java.util.Locale;

/**
 * The line behind a row of results, as SVG geometry: the points oldest first, the band of the reference range, and where
 * the newest point is.
 *
 * @param line the points of the polyline
 * @param bandTop the upper edge of the reference range; NaN-free, -1 when there is no band
 */
public record Trend(String line, double bandTop, double bandHeight, double lastX, double lastY) {
    public static final int WIDTH = 140;
    public static final int HEIGHT = 24;
    private static final double MARGIN = 3;

    /** A measured point: a day and a value. */
    public record Point(double day, double value) {}

    /** Whether there is enough to draw. */
    public boolean drawn() {
        return !line.isEmpty();
    }

    public boolean hasBand() {
        return bandHeight > 0;
    }

    /**
     * Fits the points into the line's box.
     *
     * @param points oldest first
     * @param low of the reference range; NaN when open
     * @param high of the reference range; NaN when open
     */
    public static Trend of(List<Point> points, double low, double high) {
        List<Point> plotted = points.stream()
                .filter(point -> !Double.isNaN(point.day()) && !Double.isNaN(point.value()))
                .toList();
        if (plotted.size() < 2) {
            return new Trend("", -1, 0, 0, 0);
        }
        Scale scale = Scale.of(plotted, low, high);
        StringBuilder line = new StringBuilder();
        for (Point point : plotted) {
            line.append(line.isEmpty() ? "" : " ")
                    .append(number(scale.x(point.day())))
                    .append(',')
                    .append(number(scale.y(point.value())));
        }
        Point last = plotted.getLast();
        boolean band = !Double.isNaN(low) || !Double.isNaN(high);
        double top = Double.isNaN(high) ? 0 : Math.max(0, scale.y(high));
        double bottom = Double.isNaN(low) ? HEIGHT : Math.min(HEIGHT, scale.y(low));
        return new Trend(
                line.toString(),
                band ? round(top) : -1,
                band ? round(Math.max(0, bottom - top)) : 0,
                round(scale.x(last.day())),
                round(scale.y(last.value())));
    }

    private record Scale(double firstDay, double days, double lowest, double span) {
        static Scale of(List<Point> points, double low, double high) {
            double first = points.getFirst().day();
            double lowest = points.stream().mapToDouble(Point::value).min().orElse(0);
            double highest = points.stream().mapToDouble(Point::value).max().orElse(0);
            lowest = Double.isNaN(low) ? lowest : Math.min(lowest, low);
            highest = Double.isNaN(high) ? highest : Math.max(highest, high);
            double days = Math.max(1, points.getLast().day() - first);
            return new Scale(first, days, lowest, highest > lowest ? highest - lowest : 1);
        }

        double x(double day) {
            return MARGIN + (day - firstDay) / days * (WIDTH - 2 * MARGIN);
        }

        double y(double value) {
            return HEIGHT - MARGIN - (value - lowest) / span * (HEIGHT - 2 * MARGIN);
        }
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
