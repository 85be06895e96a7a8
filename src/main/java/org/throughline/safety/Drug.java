package org.throughline.safety;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.patient.Treatment;
import org.throughline.terminology.drug.Ingredient;

/**
 * A drug in a case, ordered or on the patient's list.
 *
 * @param replaces ids of what it takes the place of
 * @param last the last day on which it was taken; null for what still is
 * @param doubted whether it stands on the list and is perhaps not taken
 */
record Drug(
        String id,
        Treatment treatment,
        Set<String> replaces,
        @Nullable LocalDate last,
        boolean kept,
        boolean doubted,
        boolean ordered) {
    List<Ingredient> ingredients() {
        return treatment.ingredients();
    }

    boolean known() {
        return treatment.meant() != null;
    }

    boolean current() {
        return last == null;
    }
}
