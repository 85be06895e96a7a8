package org.throughline.safety.rule;

import java.util.Set;
import org.throughline.terminology.drug.Ingredient;

/**
 * Which substances a rule is about.
 *
 * @param text as the file has it
 * @param rxcuis RxNorm's codes of the ingredients
 * @param classes ids of the drug catalogue's classes whose members belong to it too
 * @param without RxNorm's codes of those that do not
 */
public record Selector(String text, Set<String> rxcuis, Set<String> classes, Set<String> without) {
    public Selector {
        rxcuis = Set.copyOf(rxcuis);
        classes = Set.copyOf(classes);
        without = Set.copyOf(without);
    }

    /** Whether an ingredient is one of them. */
    public boolean has(Ingredient ingredient) {
        if (without.contains(ingredient.rxcui())) {
            return false;
        }
        return text.equals("any")
                || rxcuis.contains(ingredient.rxcui())
                || classes.stream().anyMatch(ingredient::is);
    }
}
