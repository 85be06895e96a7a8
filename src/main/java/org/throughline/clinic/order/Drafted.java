package org.throughline.clinic.order;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.order.OrderDraft;

/**
 * What became of an item of the basket.
 *
 * @param draft the order; null when something in it must be mended first
 * @param faults what is wrong, by the names of the fields
 * @param sentence how it will be done, in words for people; empty when there is nothing to say
 * @param steps of a drug whose dose changes as time goes by, with their days; none for others
 */
record Drafted(@Nullable OrderDraft draft, Map<String, String> faults, String sentence, List<ItemView.StepView> steps) {
    Drafted(@Nullable OrderDraft draft, Map<String, String> faults, String sentence) {
        this(draft, faults, sentence, List.of());
    }

    Drafted {
        steps = List.copyOf(steps);
        faults = Map.copyOf(faults);
    }
}
