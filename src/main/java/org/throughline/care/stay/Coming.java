package org.throughline.care.stay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Author;

/**
 * Somebody comes to stay, or in an emergency.
 *
 * @param kind as what they come
 * @param reason why; empty when not told
 * @param place where they lie; empty when not told
 * @param attending who attends them; null when not told
 */
public record Coming(
        Kind kind,
        Instant at,
        String reason,
        String place,
        @Nullable Author attending) {
    /** As what somebody comes. */
    public enum Kind {
        EMERGENCY("EMER", "emergency", "Emergency arrival"),
        INPATIENT("IMP", "inpatient encounter", "Admission"),
        OBSERVATION("OBSENC", "observation encounter", "Observation");

        private final String code;
        private final String display;
        private final String words;

        Kind(String code, String display, String words) {
            this.code = code;
            this.display = display;
            this.words = words;
        }

        /** Of HL7's ActEncounterCode. */
        public String code() {
            return code;
        }

        String display() {
            return display;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
