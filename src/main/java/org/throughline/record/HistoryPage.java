package org.throughline.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a history, newest version first.
 *
 * @param settled the moment up to which the first page shows everything, to go on from; null for one resource, and on
 *     later pages
 * @param total how many versions there are on all pages; null where they are not counted
 * @param next where the next page begins; null when this is the last
 */
public record HistoryPage(
        List<Stored> versions,
        @Nullable Instant settled,
        @Nullable Long total,
        @Nullable HistoryCursor next) {
    public HistoryPage {
        versions = List.copyOf(versions);
    }
}
