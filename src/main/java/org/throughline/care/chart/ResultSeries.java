package org.throughline.care.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of one test over time.
 *
 * @param measure by which it is followed over the years; null when it has no numbers
 * @param range the reference range of the newest result as its laboratory gave it; empty when it gave none
 * @param points newest first; never empty
 */
public record ResultSeries(
        @Nullable Measure measure, String test, String unit, String range, Range limits, List<Point> points) {
    public ResultSeries {
        points = List.copyOf(points);
    }

    /**
     * One result.
     *
     * @param id of the Observation
     * @param date when it was taken, as FHIR has it
     * @param text the value as it was reported
     * @param value the value as a number; NaN when it is none
     * @param remarks what is to be said of it beside
     */
    public record Point(String id, String date, String text, double value, Flag flag, Remarks remarks) {
        Point with(Remarks other) {
            return new Point(id, date, text, value, flag, other);
        }
    }

    /**
     * A reference range.
     *
     * @param low NaN when open
     * @param high NaN when open
     */
    public record Range(double low, double high) {
        public static final Range UNKNOWN = new Range(Double.NaN, Double.NaN);
    }

    /** How a result stands to its range. Without a range there is no flag. */
    public enum Flag {
        NONE,
        LOW,
        HIGH,
        CRITICAL_LOW,
        CRITICAL_HIGH,
        ABNORMAL;

        /** As a person says it: {@code critically high}; empty for none. */
        public String words() {
            return switch (this) {
                case NONE -> "";
                case LOW -> "low";
                case HIGH -> "high";
                case CRITICAL_LOW -> "critically low";
                case CRITICAL_HIGH -> "critically high";
                case ABNORMAL -> "abnormal";
            };
        }
    }

    public Point newest() {
        return points.getFirst();
    }
}
