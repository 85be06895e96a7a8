package org.throughline.safety.rule;

/** Who may switch a rule off. */
public enum Switch {
    /** Nobody; nor does context lower it. */
    NOBODY,
    /** Whoever governs the rules of the practice, for all of it. */
    PRACTICE,
    /** Each clinician, for what they order. */
    CLINICIAN
}
