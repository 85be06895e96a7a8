package org.throughline.care.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a visit came to which step. A step that was passed over, or not come to yet, has no time.
 *
 * @param encounter the id of the Encounter
 * @param appointment the id of the Appointment that it was made of; empty for none
 * @param practitioner the id of the Practitioner who attended; empty when nobody is named
 * @param roomed when the patient was brought to a room
 * @param seen when the clinician came
 * @param done when the clinician was done
 * @param left when the patient left
 */
public record Timing(
        String encounter,
        String patient,
        String appointment,
        String practitioner,
        Instant arrived,
        @Nullable Instant roomed,
        @Nullable Instant seen,
        @Nullable Instant done,
        @Nullable Instant left) {

    /** What takes time in a visit. */
    public enum Span {
        /** From coming to a room; to the clinician when there was no room. */
        WAITING("Waiting room"),
        /** From the room to the clinician. */
        ROOM("In room, before the clinician"),
        WITH_CLINICIAN("With the clinician"),
        /** From the clinician out to leaving. */
        LEAVING("Until out"),
        /** All of it. */
        WHOLE("Whole visit");

        private final String label;

        Span(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** How long it took; empty when it did not happen or was not noted. */
    public Optional<Duration> took(Span span) {
        return switch (span) {
            case WAITING -> between(arrived, roomed == null ? seen : roomed);
            case ROOM -> between(roomed, seen);
            case WITH_CLINICIAN -> between(seen, done);
            case LEAVING -> between(done, left);
            case WHOLE -> between(arrived, left);
        };
    }

    private static Optional<Duration> between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null || to.isBefore(from)
                ? Optional.empty()
                : Optional.of(Duration.between(from, to));
    }
}
