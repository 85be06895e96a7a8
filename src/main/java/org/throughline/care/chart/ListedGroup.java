package org.throughline.care.chart;

import java.util.List;

/**
 * Entries of a chart that belong together, the newest first.
 *
 * @param unread how many older entries there are that were not read
 * @param denied whether the caller may not see any; that it is empty says nothing of the patient then
 */
public record ListedGroup(String key, String title, List<Item> items, long unread, boolean denied) {
    public ListedGroup {
        items = List.copyOf(items);
    }
}
