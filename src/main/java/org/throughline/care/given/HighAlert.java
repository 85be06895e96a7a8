package org.throughline.care.given;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;

/**
 * Drugs that a second person checks before they are given. Our own short list, of what harms most when it goes wrong. Pure.
 *
 * @see <a href="https://www.ismp.org/recommendations/high-alert-medications-acute-list">ISMP's lists of high-alert
 *     medications</a>
 */
public final class HighAlert {
    private static final int ADULT = 18;
    private static final Map<String, String> CLASSES =
            Map.of("insulin", "an insulin", "opioid", "an opioid", "heparin-class", "a heparin");

    private HighAlert() {}

    /**
     * Why a second person checks a drug; empty when nobody needs to.
     *
     * @param meant what the drug is; one that is not known is checked
     * @param born null when not known, and an injection is checked
     */
    public static Optional<String> why(@Nullable Meant meant, @Nullable LocalDate born, LocalDate today) {
        if (meant == null) {
            return Optional.of("this drug is not in the catalogue");
        }
        List<Ingredient> ingredients = meant.ingredients();
        Optional<String> named = CLASSES.entrySet().stream()
                .filter(each -> ingredients.stream().anyMatch(one -> one.is(each.getKey())))
                .map(each -> "this is " + each.getValue())
                .sorted()
                .findFirst();
        Product product = meant.product();
        boolean injected = product == null || product.form().injected();
        boolean child = born == null || Period.between(born, today).getYears() < ADULT;
        return named.isPresent() || !injected || !child
                ? named
                : Optional.of(born == null ? "the age is not known" : "this is an injection for a child");
    }
}
