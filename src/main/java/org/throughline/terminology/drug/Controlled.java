package org.throughline.terminology.drug;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The DEA's schedules of controlled substances. Pure. */
final class Controlled {
    private static final List<String> STRICTEST_FIRST = List.of("II", "III", "IV", "V");

    private Controlled() {}

    /** The strictest schedule of some ingredients; null when none of them is controlled. */
    static @Nullable String strictest(Collection<Ingredient> ingredients) {
        return ingredients.stream()
                .map(Ingredient::schedule)
                .filter(Objects::nonNull)
                .min(Comparator.comparingInt(STRICTEST_FIRST::indexOf))
                .orElse(null);
    }
}
