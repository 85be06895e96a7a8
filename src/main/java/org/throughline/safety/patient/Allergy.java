package org.throughline.safety.patient;

import java.util.List;
import org.throughline.terminology.Coding;

/**
 * An entry of the list of allergies and intolerances.
 *
 * @param id what the record knows it by
 * @param name as the record has it
 * @param codes of the substance or class; empty when it is text only
 * @param intolerance whether it is an intolerance (a side effect) and not an allergy
 * @param active false for what is inactive, resolved, refuted or entered in error
 * @param severe whether a reaction was dangerous by nature or in degree, or the criticality is high
 * @param reactions what happened, as the record has it: {@code hives}
 * @param reactionCodes SNOMED CT codes of what happened
 * @param kept whether the patient keeps it private
 */
public record Allergy(
        String id,
        String name,
        List<Coding> codes,
        boolean intolerance,
        boolean active,
        boolean severe,
        List<String> reactions,
        List<Coding> reactionCodes,
        boolean kept) {
    public Allergy {
        codes = List.copyOf(codes);
        reactions = List.copyOf(reactions);
        reactionCodes = List.copyOf(reactionCodes);
    }
}
