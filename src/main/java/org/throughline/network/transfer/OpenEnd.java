package org.throughline.network.transfer;

/**
 * Something that is still to be done for a patient at the old practice.
 *
 * @param address of its resource
 * @param words what it is
 * @param told whether the new practice is told of it, as a task
 */
public record OpenEnd(Kind kind, long address, String words, boolean told) {
    /** What it is, and what becomes of it. */
    public enum Kind {
        /** An appointment to come; it is cancelled. */
        APPOINTMENT("Appointment", "Appointment that is cancelled there"),
        /** An order that is not over; it ends here. */
        ORDER("Order", "Open order"),
        /** An order that nobody has signed; it ends here. */
        DRAFT("Order that is not signed", ""),
        /** A result that nobody has looked at; whoever is to do so here still does. */
        RESULT("Result that nobody has looked at", "Result that nobody there has looked at yet"),
        /** What somebody was asked to do; it ends here. */
        TASK("Task", "Task"),
        /** What goes on here after the move: a signature, a correction, a referral that is under way. */
        STAYS("Goes on here", "");

        private final String here;
        private final String there;

        Kind(String here, String there) {
            this.here = here;
            this.there = there;
        }

        /** As the old practice reads it. */
        public String words() {
            return here;
        }
    }

    /** As the new practice reads it. */
    String toGoOn() {
        return kind.there + ": " + words;
    }
}
