package org.throughline.clinic;

import java.util.List;
import org.throughline.care.chart.Remarks;

/**
 * Measures over the years: a plot for each, and their values in one table.
 *
 * @param denied whether the visitor is not permitted to see what was measured
 * @param chosen the measures that are shown
 * @param choices the measures that can be shown beside them; empty when there are as many as fit already
 * @param notes what is not shown, and why
 * @param columns the headings of the values, one for each plot
 * @param hidden how many older rows are not in the table
 * @param all the address of the page with all rows
 */
public record MeasuresView(
        boolean denied,
        List<Chosen> chosen,
        List<Choice> choices,
        List<String> notes,
        List<Plot> plots,
        List<String> columns,
        List<Row> rows,
        int hidden,
        String all)
        implements ListView {
    static final MeasuresView DENIED =
            new MeasuresView(true, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0, "");

    public MeasuresView {
        chosen = List.copyOf(chosen);
        choices = List.copyOf(choices);
        notes = List.copyOf(notes);
        plots = List.copyOf(plots);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /**
     * A measure that is shown.
     *
     * @param without the address of the page without it
     */
    public record Chosen(String key, String name, String without) {}

    /** A measure that can be shown. */
    public record Choice(String key, String name) {}

    /** A mark of an axis; across, in percent of the width, downwards in pixels. */
    public record Tick(double at, String label) {}

    /**
     * A value in the plot.
     *
     * @param x in percent of the width
     * @param y in pixels
     * @param style {@code flagged} for what is outside its range
     * @param ours whether we hold it; what others alone hold has another shape
     */
    public record Dot(double x, double y, String style, boolean ours, String words) {}

    /**
     * A measure over time. It is as wide as there is room: across, places are in thousandths of the width for the line and
     * in percent for all else; downwards in pixels.
     *
     * @param id of the heading
     * @param line the polyline's points; empty for a single value
     * @param bandHeight 0 when there is no reference range
     * @param holders the other organizations of which values are shown
     * @param words what it shows, for who does not see it
     */
    public record Plot(
            String id,
            String title,
            String unit,
            String range,
            String line,
            double bandTop,
            double bandHeight,
            List<Dot> dots,
            List<Tick> times,
            List<Tick> values,
            List<String> holders,
            String words) {
        public static final int WIDTH = 1000;
        public static final int HEIGHT = 160;

        public Plot {
            dots = List.copyOf(dots);
            times = List.copyOf(times);
            values = List.copyOf(values);
            holders = List.copyOf(holders);
        }
    }

    /** What was measured at one time. */
    public record Row(String date, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A value.
     *
     * @param text empty where nothing was measured
     * @param more how it was reported, its range, that it was corrected
     */
    public record Cell(String text, String style, String mark, String meaning, String more, Remarks remarks) {
        static final Cell NONE = new Cell("", "", "", "", "", Remarks.NONE);
    }
}
