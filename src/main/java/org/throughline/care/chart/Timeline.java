package org.throughline.care.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page of what happened to a patient, the newest first.
 *
 * @param before the page shows what was before this day; null for the first page
 * @param counts how many entries there are of each kind that the caller may see, on all pages
 * @param denied the kinds that the caller may not see
 * @param next the day before which the next page begins; null on the last
 * @param undated how many of the kinds that are shown have no date, and are on no page
 */
public record Timeline(
        List<Entry> entries,
        @Nullable LocalDate before,
        Map<Kind, Integer> counts,
        Set<Kind> denied,
        @Nullable LocalDate next,
        long undated) {
    public Timeline {
        entries = List.copyOf(entries);
        counts = Map.copyOf(counts);
        denied = Set.copyOf(denied);
    }

    /** An entry with its kind and the day on which it stands. */
    public record Entry(Kind kind, Item item, LocalDate day) {
        /** By what it is like another. */
        String likeness() {
            return String.join("\n", kind.name(), item.date(), item.title(), item.detail());
        }

        Entry with(Remarks other) {
            return new Entry(kind, item.with(other), day);
        }
    }
}
