package org.throughline.safety.rule;

/**
 * A drug that does not go with how a patient is: their kidneys, problems, pregnancy, or how it is dosed.
 *
 * @param local whether it also holds where the drug acts only where it is put (skin, eye)
 */
public record DrugRule(Rule rule, Selector drugs, boolean local) {}
