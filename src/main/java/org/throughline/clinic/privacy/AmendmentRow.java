package org.throughline.clinic.privacy;

/**
 * A request to correct the record, ready to show.
 *
 * @param state where it stands, in words
 * @param open whether a decision is still due
 * @param late whether it was due already
 * @param corrected the version that holds the correction; empty when none does
 * @param mayDelay whether it can be given thirty days more
 * @param unanswered whether the patient disagreed and nobody has taken that up yet
 * @param typed a text that was not taken
 * @param failure why it was not; empty when none was tried
 */
public record AmendmentRow(
        String id,
        PatientPick patient,
        String asker,
        String asked,
        String about,
        String focus,
        String text,
        String due,
        boolean late,
        String state,
        boolean open,
        String delayed,
        boolean mayDelay,
        String basis,
        String decision,
        String corrected,
        String disagreement,
        String rebuttal,
        boolean unanswered,
        String typed,
        String failure) {}
