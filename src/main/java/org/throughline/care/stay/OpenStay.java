package org.throughline.care.stay;

import java.time.Instant;
import java.util.List;

/**
 * A stay of ours that is not over.
 *
 * @param id of its Encounter
 * @param version of it that was read
 * @param emergency whether the patient is in the emergency department, and not admitted
 * @param begun when the patient came
 * @param place where the patient is; empty when not told
 * @param reason why they came; empty when not told
 * @param attending the clinician; empty when not told
 */
public record OpenStay(
        String id,
        int version,
        boolean emergency,
        Instant begun,
        String place,
        String reason,
        String attending,
        List<Happening> happenings) {
    public OpenStay {
        happenings = List.copyOf(happenings);
    }
}
