package org.throughline.care.referral;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A step of a referral.
 *
 * @param number which of its side's steps it is, from 1 on
 * @param by who did it, in words
 * @param words why, or what is asked or answered; empty for nothing
 * @param day for which it is scheduled, or on which the patient was seen; null for none
 */
public record Step(
        Move move,
        int number,
        Instant at,
        String by,
        String words,
        @Nullable LocalDate day) {
    /** The longest that is said with a step. */
    public static final int LONGEST = 2_000;

    public Side side() {
        return move.side();
    }
}
