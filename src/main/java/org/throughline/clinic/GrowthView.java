package org.throughline.clinic;

import java.util.List;

/**
 * The growth charts of a child.
 *
 * @param curves for whom they are, in words; empty when there are none
 * @param notes what must be known to read them
 */
public record GrowthView(String curves, List<String> notes, List<Plot> plots, List<Row> rows) implements ListView {
    public GrowthView {
        notes = List.copyOf(notes);
        plots = List.copyOf(plots);
        rows = List.copyOf(rows);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /** A line of the plot, in its coordinates. */
    public record Curve(String label, String points, boolean median, double endY) {}

    /** A measured value in the plot. */
    public record Dot(double x, double y, String words) {}

    /** A mark of an axis. */
    public record Tick(double at, String label) {}

    /**
     * A measure over age.
     *
     * @param words what it shows, for who does not see it
     */
    public record Plot(
            String title,
            String unit,
            List<Curve> curves,
            String line,
            List<Dot> dots,
            List<Tick> ages,
            List<Tick> values,
            String words) {
        public static final int WIDTH = 520;
        public static final int HEIGHT = 340;
        public static final int LEFT = 40;
        public static final int RIGHT = 478;
        public static final int TOP = 10;
        public static final int BOTTOM = 316;

        public Plot {
            curves = List.copyOf(curves);
            dots = List.copyOf(dots);
            ages = List.copyOf(ages);
            values = List.copyOf(values);
        }
    }

    /** A measured value with where it stands among other children. */
    public record Row(String id, String date, String age, String measure, String value, String percentile, String z) {}
}
