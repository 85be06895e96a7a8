package org.throughline.terminology.sig;

import java.util.List;

/**
 * A dosage as a clinician means it.
 *
 * @param steps the stretches in which it is taken, one after another: one for a plain dosage, several for a taper; none
 *     for a dosage that is told in words only (a sliding scale, "as directed"), of which nothing can be computed
 * @param note what is told beside the steps, or all that is told when there are none; empty when nothing is
 */
public record Sig(List<Step> steps, String note) {
    public Sig {
        steps = List.copyOf(steps);
        if (steps.isEmpty() && note.isBlank()) {
            throw new IllegalArgumentException("a dosage that says nothing");
        }
    }

    /** A plain dosage. */
    public static Sig of(Step step) {
        return new Sig(List.of(step), "");
    }

    /** A dosage in words, kept as they are. */
    public static Sig inWords(String text) {
        return new Sig(List.of(), text);
    }

    /** Whether its parts are known; false for one that is told in words only. */
    public boolean structured() {
        return !steps.isEmpty();
    }
}
