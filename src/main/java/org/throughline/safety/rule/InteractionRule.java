package org.throughline.safety.rule;

/**
 * Two substances that do not go together.
 *
 * @param localA whether it holds for the first one also where it acts only where it is put (skin, eye)
 * @param localB the same for the second one
 * @param washoutA for how many days after the first one was stopped it still holds
 * @param washoutB the same for the second one
 */
public record InteractionRule(
        Rule rule, Selector a, Selector b, boolean localA, boolean localB, int washoutA, int washoutB) {}
