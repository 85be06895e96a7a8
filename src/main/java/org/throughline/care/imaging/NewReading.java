package org.throughline.care.imaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.care.task.ToAcknowledge.Urgency;

/**
 * A report as a radiologist writes it.
 *
 * @param compared with which earlier ones; empty for none
 * @param impression what it comes to, which is what others read first; not blank
 * @param weight how soon whoever ordered it must look at it
 * @param told of a critical finding, who was told; empty when nobody could be reached
 * @param toldAt when; null when nobody was
 * @param whole whether it is final; else somebody looks at it again
 */
public record NewReading(
        String compared,
        String findings,
        String impression,
        Urgency weight,
        String told,
        @Nullable Instant toldAt,
        boolean whole) {
    /** The longest part of it. */
    public static final int LONGEST = 10_000;

    public NewReading {
        if (impression.isBlank() || findings.length() > LONGEST || impression.length() > LONGEST) {
            throw new IllegalArgumentException("a report says something, in up to " + LONGEST + " letters");
        }
    }
}
