package org.throughline.safety.rule;

/** Which drug of a rule is meant: the first, or the second of an interaction. */
public enum Side {
    A,
    B
}
