package org.throughline.immunization.answer;

/** How far a series is (table 3-3). */
public enum SeriesStatus {
    NOT_COMPLETE,
    COMPLETE,
    IMMUNE,
    CONTRAINDICATED,
    AGED_OUT,
    NOT_RECOMMENDED
}
