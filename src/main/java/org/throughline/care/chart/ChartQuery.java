package org.throughline.care.chart;

import java.util.Set;

/**
 * How much of a chart to read. The person and the allergies are always read, whole.
 *
 * @param parts the parts that are wanted; the others are empty
 * @param depth how far back
 */
public record ChartQuery(Set<ChartPart> parts, Depth depth) {
    /** How far back a part is read. What is current is always there, however old. */
    public enum Depth {
        /** What a summary has room for. */
        BRIEF,
        /** What a page has room for. */
        USUAL,
        /** To the oldest, of which there may be thousands. */
        ALL
    }

    public ChartQuery {
        parts = Set.copyOf(parts);
    }
}
