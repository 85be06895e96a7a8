package org.throughline.terminology.drug;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is prescribed: a clinical drug of RxNorm (SCD, or GPCK for a pack), without a brand.
 *
 * @param rxcui its code in RxNorm; null for one that we know no code of
 * @param name our name, as a clinician writes it, with tall-man letters: {@code amoxicillin 400 mg/5 mL suspension}
 * @param published RxNorm's name, word for word; null without a code
 * @param strengths what is in it, in RxNorm's order; an amount per mL, actuation, hour … or in one piece. Of a pack that
 *     has tablets of several strengths, its first active tablet's
 * @param route how this one gets into the body: the form's usual route unless the catalogue says otherwise
 * @param schedule its DEA schedule, {@code II} to {@code V}; null when not controlled; {@link #UNKNOWN_SCHEDULE} of a drug
 *     whose ingredients our catalogue does not know
 * @param often 3 prescribed every day, 2 now and then, 1 seldom
 * @param pack what one piece holds, such as 0.5 mL in a syringe or 120 actuations in an inhaler; null when not told
 */
public record Product(
        @Nullable String rxcui,
        String name,
        @Nullable String published,
        List<Strength> strengths,
        Form form,
        Route route,
        @Nullable String schedule,
        int often,
        @Nullable Pack pack) {
    /** Whether it is controlled is not known: it is treated as if it were. */
    public static final String UNKNOWN_SCHEDULE = "unknown";

    public Product {
        strengths = List.copyOf(strengths);
    }

    /** Its ingredients, each once. */
    public List<Ingredient> ingredients() {
        return strengths.stream().map(Strength::ingredient).distinct().toList();
    }

    /** Whether it acts far from where it is put; see {@link Form#systemic()}. */
    public boolean systemic() {
        return switch (route) {
            case INTRAVENOUS, INTRAMUSCULAR, SUBCUTANEOUS -> true;
            case EYE, EAR, SKIN, SCALP, DENTAL -> false;
            default -> form.systemic();
        };
    }
}
