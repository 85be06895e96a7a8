package org.throughline.immunization.patient;

/** The sex that decides whether a series is for the patient. */
public enum Sex {
    FEMALE,
    MALE,
    UNKNOWN
}
