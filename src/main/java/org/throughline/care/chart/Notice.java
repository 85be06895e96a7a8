package org.throughline.care.chart;

/**
 * What everybody who opens a chart must know at once.
 *
 * @param words as in {@code Do not resuscitate} or {@code Interpreter: Spanish}
 */
public record Notice(Kind kind, String words) {

    /** The code of a task to enter a death that another organization tells of; the banner says so as long as it is open. */
    public static final String TOLD_DEAD = "told-dead";

    /** What it is about. */
    public enum Kind {
        /** What the patient wants done, or not, when life is in danger. */
        CODE_STATUS,
        /** A danger to the patient or to others. */
        RISK,
        /** Something implanted. */
        DEVICE,
        /** Anything else: an interpreter, a diet. */
        NEED
    }
}
