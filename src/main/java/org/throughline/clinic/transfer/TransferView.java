package org.throughline.clinic.transfer;

import java.util.List;

/**
 * A transfer as its page shows it.
 *
 * @param who whose chart it is
 * @param other the practice at the other side
 * @param title of the page
 * @param state how far it is, in words
 * @param trouble why it does not go on; empty when it does
 * @param asked what was asked for in writing, in words; empty where the chart arrives
 * @param goes how many of each kind go, in words
 * @param held what is held back and why, in words
 * @param open what is still open, in words
 * @param law what the law of the place says to it, in words
 * @param packs whether what is handed over by hand can be had now
 * @param acts what can be done now
 */
public record TransferView(
        String id,
        String patient,
        String who,
        String other,
        String title,
        boolean giving,
        String state,
        String trouble,
        List<String> asked,
        List<Count> goes,
        List<Count> held,
        List<String> open,
        List<String> law,
        boolean handOver,
        boolean packs,
        List<StepRow> steps,
        List<Act> acts,
        String failure,
        String typed) {
    public TransferView {
        asked = List.copyOf(asked);
        goes = List.copyOf(goes);
        held = List.copyOf(held);
        open = List.copyOf(open);
        law = List.copyOf(law);
        steps = List.copyOf(steps);
        acts = List.copyOf(acts);
    }

    /** How many go. */
    public int entries() {
        return goes.stream().mapToInt(Count::count).sum();
    }

    /** So many of something. */
    public record Count(String what, int count) {}

    /** Something that was done. */
    public record StepRow(String what, String by, String when, String words) {}

    /**
     * Something that can be done.
     *
     * @param label of its button, with the patient
     * @param reason what is asked with it; empty for nothing
     */
    public record Act(String code, String label, String reason, boolean primary) {}

    /** A kind of sensitive information that the request may name. */
    public record Kind(String code, String words, boolean named) {}

    /** A line of the list. */
    public record Row(
            String id, String who, String other, boolean giving, String state, String since, String trouble) {}
}
