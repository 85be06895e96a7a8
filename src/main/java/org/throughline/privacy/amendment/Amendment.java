package org.throughline.privacy.amendment;

import java.time.Instant;

/**
 * A request to correct the record.
 *
 * @param id of its Task
 * @param patient the id of the Patient
 * @param asker who asked, for a person to read
 * @param focus what it is about: {@code Condition/1}; the Patient for the record as a whole
 * @param about that in words
 * @param text what is asked for
 * @param due until when it is to be decided
 * @param delayed why it takes longer than 60 days; empty when it does not
 * @param basis why it was denied, in words; empty when it was not
 * @param decision what was decided, in writing; empty when nothing was
 * @param corrected the version that holds the correction: {@code Condition/1/_history/3}; empty when none does
 * @param disagreement what the patient says against the denial; empty when nothing
 * @param taken whether the disagreement is in the record, so that it waits for nothing any more
 * @param rebuttal what the practice says to that; empty when nothing
 */
public record Amendment(
        String id,
        String patient,
        String asker,
        String focus,
        String about,
        String text,
        Instant asked,
        Instant due,
        Stage stage,
        String delayed,
        String basis,
        String decision,
        String corrected,
        String disagreement,
        boolean taken,
        String rebuttal) {}
