package org.throughline.privacy.amendment;

/**
 * Something in a record that may be wrong.
 *
 * @param reference {@code Condition/1}
 * @param group what it is among: {@code Problems}
 * @param label what it is: {@code Gout, 2019-03-02}
 */
public record Item(String reference, String group, String label) {}
