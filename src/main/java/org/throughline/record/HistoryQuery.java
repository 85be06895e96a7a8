package org.throughline.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which versions to list. The history of a type or of everything ends at the {@link Records#horizon}; that of one
 * resource is complete, since its versions are written one after the other.
 *
 * @param type the resource type; null for all
 * @param id the id of one resource; null for all
 * @param since only versions made at or after this; null for all
 * @param at only versions that were the present one at some time in this range; null for all
 * @param count most versions on a page, at least 1
 * @param after where the page before ended; null for the first
 */
public record HistoryQuery(
        @Nullable String type,
        @Nullable String id,
        @Nullable Instant since,
        @Nullable During at,
        int count,
        @Nullable HistoryCursor after) {

    /** A half-open range of time, in microseconds since 1970. */
    public record During(long low, long high) {}
}
