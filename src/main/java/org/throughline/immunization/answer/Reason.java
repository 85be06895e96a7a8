package org.throughline.immunization.answer;

/** Why a dose counts or does not count. {@code words} is written for clinicians. */
public record Reason(Kind kind, String words) {

    /** The kinds of reasons (sections 6.1 to 6.9). */
    public enum Kind {
        GRACE_PERIOD,
        FLAWED,
        EXPIRED,
        INADVERTENT,
        TOO_YOUNG,
        TOO_OLD,
        TOO_SOON,
        CONFLICT,
        WRONG_VACCINE,
        SERIES_COMPLETE
    }
}
