package org.throughline.care.chart;

import java.util.List;

/**
 * What a search in a chart found of a kind.
 *
 * @param more how many more there are than are shown
 */
public record Found(Kind kind, List<Item> items, long more) {
    public Found {
        items = List.copyOf(items);
    }
}
