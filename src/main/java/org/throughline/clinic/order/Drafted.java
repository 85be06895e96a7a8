package org.throughline.clinic.order;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.order.OrderDraft;

/**
 * What became of an item of the basket.
 *
 * @param draft the order; null when something in it must be mended first
 * @param faults what is wrong, by the names of the fields
 * @param sentence how it will be done, in words for people; empty when there is nothing to say
 */
record Drafted(@Nullable OrderDraft draft, Map<String, String> faults, String sentence) {
    Drafted {
        faults = Map.copyOf(faults);
    }
}
