package org.throughline.privacy.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Odd accesses of one person, to one patient or to many.
 *
 * @param agent who, as the trail names them
 * @param patient the address; 0 when it is about no patient in particular
 * @param reasons one for each kind, in plain words
 * @param count how many entries of the trail it is about
 * @param steps what was done about it, the newest first
 */
public record Alert(
        long number,
        String agent,
        String display,
        String roles,
        long patient,
        List<Kind> kinds,
        List<String> reasons,
        Instant first,
        Instant last,
        int count,
        State state,
        List<Step> steps) {
    public Alert {
        kinds = List.copyOf(kinds);
        reasons = List.copyOf(reasons);
        steps = List.copyOf(steps);
    }

    Alert with(List<Step> done) {
        return new Alert(number, agent, display, roles, patient, kinds, reasons, first, last, count, state, done);
    }

    /** Where the work on it stands. The names are stored. */
    public enum State {
        OPEN,
        ESCALATED,
        CLOSED
    }

    /** What the privacy officer found. The names are stored. */
    public enum Finding {
        PERMITTED("It was permitted"),
        NOT_PERMITTED("It was not permitted"),
        UNCLEAR("It cannot be told");

        private final String label;

        Finding(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * One step of the work.
     *
     * @param state in which it left the alert
     * @param finding null when it was passed on
     */
    public record Step(
            Instant at, String by, State state, @Nullable Finding finding, String note) {}
}
