package org.throughline.safety.rule;

import java.util.Set;

/**
 * Drugs that are not taken together because they do the same.
 *
 * @param sameIngredient whether it is about one substance in two products; else about two substances of the group
 * @param local whether it is about what acts only where it is put; else about what acts in the whole body
 * @param unless what makes two products of one substance no duplicate
 */
public record DuplicateRule(Rule rule, Selector drugs, boolean sameIngredient, boolean local, Set<Unless> unless) {
    /** How two products may lie beside each other. */
    public enum Unless {
        /** Tablets of two strengths that make up a dose. */
        OTHER_STRENGTH,
        /** One that acts long and one that acts at once. */
        OTHER_RELEASE,
        /** Two ways in: a patch and a lozenge, an injection and tablets. */
        OTHER_ROUTE,
        /** Not both of them act long. */
        NOT_BOTH_LONG,
        /** One that is taken regularly and one when needed. */
        AS_NEEDED
    }

    public DuplicateRule {
        unless = Set.copyOf(unless);
    }
}
