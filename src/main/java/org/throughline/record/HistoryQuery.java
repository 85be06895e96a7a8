package org.throughline.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which versions to list.
 *
 * @param type the resource type; null for all
 * @param id the id of one resource; null for all
 * @param since only versions made at or after this; null for all
 * @param count most versions on a page, at least 1
 * @param after where the page before ended; null for the first
 */
public record HistoryQuery(
        @Nullable String type,
        @Nullable String id,
        @Nullable Instant since,

        int count,
        @Nullable HistoryCursor after) {}
