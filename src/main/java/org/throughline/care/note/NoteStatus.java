package org.throughline.care.note;

/** Where a signed note stands. */
public enum NoteStatus {
    /** Signed, and a supervisor is asked to sign too. */
    TO_COSIGN,
    SIGNED,
    /** Signed, with an addendum. */
    AMENDED,
    RETRACTED
}
