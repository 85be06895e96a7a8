package org.throughline.safety.rule;

/** How loud a finding is; the loudest first. */
public enum Severity {
    /** Interrupts: it is answered before the order is signed. */
    DANGER,
    /** Shown beside the order, and does not stop anybody. */
    CAUTION,
    /** Quiet: there for whoever looks. */
    NOTE
}
