package org.throughline.care.chart;

import java.util.Set;

/**
 * How much of a chart to read. The person and the allergies are always read, whole.
 *
 * @param parts the parts that are wanted; the others are empty
 * @param all whether their oldest entries are wanted too, of which there may be thousands
 */
public record ChartQuery(Set<ChartPart> parts, boolean all) {
    public ChartQuery {
        parts = Set.copyOf(parts);
    }
}
