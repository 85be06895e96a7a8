package org.throughline.clinic.privacy;

/**
 * A question of a patient.
 *
 * @param about what the entry says that it is about
 * @param answer empty when there is none yet
 * @param typed an answer that was not taken
 * @param failure why it was not; empty when none was tried
 */
public record QuestionRow(
        String id,
        PatientPick patient,
        String asker,
        String sent,
        String about,
        String text,
        String answer,
        String answered,
        String typed,
        String failure) {}
