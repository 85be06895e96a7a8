package org.throughline.terminology.drug;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a code or a name stands for: an ingredient, a salt, a brand or a product; always its ingredients, never empty.
 *
 * @param product the product, when a single one is meant
 * @param brand the brand's name, when a brand is meant
 */
public record Meant(
        List<Ingredient> ingredients,
        @Nullable Product product,
        @Nullable String brand) {
    public Meant {
        ingredients = List.copyOf(ingredients);
    }

    /**
     * Its DEA schedule; null when it is not controlled. Where it is not told which product is meant, any that is controlled
     * counts.
     */
    public @Nullable String schedule() {
        return product == null ? Controlled.strictest(ingredients) : product.schedule();
    }
}
