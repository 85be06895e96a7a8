package org.throughline.safety.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an allergy or an intolerance speaks against.
 *
 * @param to substances to which the reaction was; null when it is about the very substance or class
 * @param allergen id of an {@link Allergen} that is no drug, to which the reaction was; null for what is a drug
 * @param drugs what is then not given; null when it is about the very substance or class
 * @param type which entries it is about
 * @param reactions words or SNOMED CT codes of which one must be among the reactions; empty for any
 * @param local what happens when the drug acts only where it is put
 */
public record AllergyRule(
        Rule rule,
        @Nullable Selector to,
        @Nullable String allergen,
        @Nullable Selector drugs,
        Type type,
        List<String> reactions,
        Local local) {
    /** Which entries a rule is about. An intolerance with a dangerous reaction counts as an allergy. */
    public enum Type {
        /** Allergies. */
        ALLERGY,
        /** Allergies with a dangerous reaction. */
        SEVERE,
        /** Intolerances without a dangerous reaction. */
        INTOLERANCE
    }

    /** What happens when the drug acts only where it is put. */
    public enum Local {
        SAME,
        LOWER,
        NONE
    }

    public AllergyRule {
        reactions = List.copyOf(reactions);
    }
}
