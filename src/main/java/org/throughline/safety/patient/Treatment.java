package org.throughline.safety.patient;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Route;
import org.throughline.terminology.sig.Sig;

/**
 * A drug as it is taken or ordered.
 *
 * @param name as the record has it
 * @param meant what that is; null when the code or the name is not known, so that nothing can be checked about it
 * @param route the way in, when it is told; null for the product's own
 * @param sig how it is taken; null when it is not told
 * @param reasons the codes of what it is for; empty when not told
 * @param from the first day; null when not known
 * @param until the last day; null for no end
 */
public record Treatment(
        String name,
        @Nullable Meant meant,
        @Nullable Route route,
        @Nullable Sig sig,
        List<Coding> reasons,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {
    public Treatment {
        reasons = List.copyOf(reasons);
    }

    /** Its ingredients; none when it is not known. */
    public List<Ingredient> ingredients() {
        return meant == null ? List.of() : meant.ingredients();
    }

    /** The product, when the record names one. */
    public @Nullable Product product() {
        return meant == null ? null : meant.product();
    }

    /** The way in; untold when neither order, dosage nor product say it. */
    public Route way() {
        if (route != null) {
            return route;
        }
        if (sig != null && sig.structured()) {
            return sig.steps().getFirst().route();
        }
        Product product = product();
        return product == null ? Route.UNTOLD : product.route();
    }

    /**
     * Whether it acts far from where it is put. What is not known counts as such: an ingredient without a form, a route
     * that nobody told.
     */
    public boolean systemic() {
        Product product = product();
        Route way = way();
        if (product == null || way != product.route()) {
            return switch (way) {
                case SKIN, SCALP, EYE, EAR, DENTAL, INTRAARTICULAR, INTRADERMAL -> false;
                default -> true;
            };
        }
        return product.systemic();
    }
}
