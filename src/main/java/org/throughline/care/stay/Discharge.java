package org.throughline.care.stay;

import java.time.LocalDate;
import java.util.List;

/**
 * What is said when somebody is discharged.
 *
 * @param from the organization, as it is called
 * @param course what happened, in words; empty for nothing
 * @param pending what was ordered and has no result yet
 */
public record Discharge(String from, String course, List<Drug> drugs, List<Pending> pending, List<FollowUp> followUps) {
    /** The longest course. */
    public static final int LONGEST_COURSE = 10_000;

    /** The longest of anything else. */
    public static final int LONGEST = 300;

    public Discharge {
        drugs = List.copyOf(drugs);
        pending = List.copyOf(pending);
        followUps = List.copyOf(followUps);
    }

    /** What was done to a drug. */
    public enum Change {
        NEW("New"),
        CHANGED("Changed"),
        STOPPED("Stopped"),
        CONTINUED("Continued");

        private final String words;

        Change(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /**
     * A drug.
     *
     * @param how it is taken from now on; empty when not told, or stopped
     * @param why it was changed; needed for all that does not simply go on
     */
    public record Drug(Change change, String what, String how, String why) {
        /** In a line: {@code New: apixaban 5 mg tablet, twice a day. Why: atrial fibrillation}. */
        public String words() {
            return change.words() + ": " + what + (how.isEmpty() ? "" : ", " + how)
                    + (why.isEmpty() ? "" : ". Why: " + why);
        }
    }

    /**
     * Something that was ordered and has no result yet.
     *
     * @param order its reference: {@code ServiceRequest/1}
     */
    public record Pending(String order, String what) {}

    /**
     * What is to be done after the discharge.
     *
     * @param who does it; empty for the general practitioner
     */
    public record FollowUp(String who, String what, LocalDate by) {}
}
