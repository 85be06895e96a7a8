package org.throughline.care.immunization;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.immunization.patient.History;
import org.throughline.safety.patient.Condition;

/**
 * What the record tells the forecast of a patient.
 *
 * @param history null when there is none because of the gap
 * @param gap why nothing can be forecast; empty when it can
 * @param uncounted doses that are not counted, and why
 * @param hidden the observations that are known from something that whoever asks may not see
 * @param open problems that are not understood, of those that whoever asks may see
 * @param happened what happened after earlier doses
 */
record Told(
        @Nullable History history,
        String gap,
        List<Uncounted> uncounted,
        Set<String> hidden,
        List<Condition> open,
        List<Happened> happened) {
    Told {
        uncounted = List.copyOf(uncounted);
        hidden = Set.copyOf(hidden);
        open = List.copyOf(open);
        happened = List.copyOf(happened);
    }
}
