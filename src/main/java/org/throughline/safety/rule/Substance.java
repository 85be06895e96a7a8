package org.throughline.safety.rule;

import java.util.Set;

/**
 * A substance that the rules were written with in mind.
 *
 * @param rxcui RxNorm's code of the ingredient
 * @param name RxNorm's name of it
 * @param considered the kinds of check whose source was looked at for it even where no rule came of it; for the others a
 *     substance without a rule counts as not checked
 */
public record Substance(String rxcui, String name, Set<Kind> considered) {
    public Substance {
        considered = Set.copyOf(considered);
    }
}
