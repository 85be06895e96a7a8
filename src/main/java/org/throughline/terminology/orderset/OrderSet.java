package org.throughline.terminology.orderset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is usually ordered together.
 *
 * @param condition the name of a problem of the catalogue of problems that it is for; null for an occasion
 */
public record OrderSet(String name, @Nullable String condition, List<Item> items) {
    public OrderSet {
        items = List.copyOf(items);
    }

    /** What an item is. */
    public enum Kind {
        /** A laboratory test or panel. */
        TEST,
        IMAGING,
        DRUG,
        /** A referral, in words. */
        REFER
    }

    /**
     * One thing of the set.
     *
     * @param name as its catalogue names it
     * @param chosen whether it is ticked at first
     * @param note of a drug its sig; else when or why, empty for nothing
     */
    public record Item(Kind kind, String name, boolean chosen, String note) {}
}
