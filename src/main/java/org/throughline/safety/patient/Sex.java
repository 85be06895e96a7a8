package org.throughline.safety.patient;

/** The sex that equations and rules ask for: the one assigned at birth, or the one for clinical use. */
public enum Sex {
    FEMALE,
    MALE
}
