package org.throughline.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a history, newest version first.
 *
 * @param next where the next page begins; null when this is the last
 */
public record HistoryPage(List<Stored> versions, @Nullable HistoryCursor next) {
    public HistoryPage {
        versions = List.copyOf(versions);
    }
}
