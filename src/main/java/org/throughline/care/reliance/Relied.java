package org.throughline.care.reliance;

import java.time.Instant;

/**
 * Something that was done while the entries stood there.
 *
 * @param reference of it: {@code MedicationRequest/1}
 * @param name as people call it
 * @param by a reference to who did it; empty when it was nobody of the staff
 * @param byName as people call them
 * @param at when
 * @param rests whether it is known to rest on one of the entries: it was made from it, or the checks named it
 */
public record Relied(What what, String reference, String name, String by, String byName, Instant at, boolean rests) {

    /** What was done. */
    public enum What {
        TAKEN_OVER("Taken into our record"),
        ORDERED("Ordered"),
        FOUND("Found by the checks"),
        WRITTEN("Written"),
        SENT("Sent"),
        RECEIVED("Filed here as it came"),
        GIVEN("To be done");

        private final String words;

        What(String words) {
            this.words = words;
        }

        /** For a person to read. */
        public String words() {
            return words;
        }
    }
}
