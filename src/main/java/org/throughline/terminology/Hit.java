package org.throughline.terminology;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An entry that fits what was typed.
 *
 * @param matched what fits, when it is not the entry's name
 */
record Hit(Item item, Fit fit, @Nullable String matched) {
    /** The better fit first, then what is more often recorded, the shorter name. */
    static final Comparator<Hit> BEST_FIRST = Comparator.comparing(Hit::fit)
            .thenComparingInt(hit -> -hit.item.often())
            .thenComparingInt(hit -> hit.item.entry().name().length())
            .thenComparing(hit -> hit.item.entry().name());

    Entry entry() {
        return item.entry().matchedBy(matched);
    }
}
