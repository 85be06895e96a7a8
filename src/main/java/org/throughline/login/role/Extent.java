package org.throughline.login.role;

/** Whose records a permission of a role is about. */
public enum Extent {
    /** Every patient's. */
    EVERYONE,
    /** Those of the patients whom the person treats. */
    TREATED,
    /** Those of the patient for whom the role is held: one's own, or of somebody for whom one acts. */
    OWN
}
