package org.throughline.care.chart;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All values of a measure, over all years.
 *
 * @param title what the clinic calls it
 * @param lines one for each kind of unit: values are converted where one unit can be told in the other; the line with the
 *     newest value first
 * @param left what is not among the values
 */
public record MeasureHistory(Measure measure, String title, List<Line> lines, Left left) {
    public MeasureHistory {
        lines = List.copyOf(lines);
    }

    /**
     * Values in one unit, which is that of the newest.
     *
     * @param unit as people write it; empty for none
     * @param low of the newest reference range, in this unit; null when open
     * @param high of the newest reference range, in this unit; null when open
     * @param points newest first; never empty
     */
    public record Line(
            String unit, @Nullable BigDecimal low, @Nullable BigDecimal high, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * A value.
     *
     * @param id of the Observation
     * @param date as FHIR has it; empty when it has none
     * @param value in the line's unit
     * @param bound {@code <} or the like, when the value is only a bound; else empty
     * @param reported as it was reported, with its unit, where it was converted; else empty
     * @param range the reference range as it was given with it; empty for none
     * @param corrected whether it was corrected since it was first reported
     * @param remarks what is to be said of it beside
     */
    public record Point(
            String id,
            String date,
            BigDecimal value,
            String bound,
            String reported,
            ResultSeries.Flag flag,
            String range,
            boolean corrected,
            Remarks remarks) {
        Point with(Remarks other) {
            return new Point(id, date, value, bound, reported, flag, range, corrected, other);
        }
    }

    /**
     * What is not among the values.
     *
     * @param inError how many were entered in error
     * @param cancelled how many were cancelled
     * @param wordsOnly how many have no number
     * @param unread how many older ones there are that were not read
     */
    public record Left(int inError, int cancelled, int wordsOnly, long unread) {}
}
