package org.throughline.access;

/** Whether a caller sees what other organizations have given us about a patient, beside what is our own. */
public enum Outside {
    /** Never: programs, exports, and whoever is of another organization. What came from others is not passed on. */
    NEVER,
    /** Not now, but it may ask. */
    IF_ASKED,
    /** It asked. */
    SHOWN;

    /** The same once it was asked for. */
    Outside asked() {
        return this == IF_ASKED ? SHOWN : this;
    }
}
