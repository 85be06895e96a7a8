package org.throughline.care.referral;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to do to a referral.
 *
 * @param version of the Task that was looked at
 * @param words why, or what is asked or answered; empty for nothing
 * @param day for which it is scheduled, or on which the patient was seen; null for none
 * @param note the id of the note that is sent back; empty for none
 */
public record Wish(
        int version, Move move, String words, @Nullable LocalDate day, String note) {
    public Wish {
        words = words.strip();
    }
}
