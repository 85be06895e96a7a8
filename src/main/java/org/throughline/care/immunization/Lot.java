package org.throughline.care.immunization;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.vaccine.Vaccine;

/**
 * A lot of a vaccine in the practice's stock.
 *
 * @param id of its Substance
 * @param vaccine what it is, by our catalogue
 * @param expiry the last day on which it is good
 * @param funding who has paid for it
 * @param count how many doses are left, as far as is counted
 * @param state whether it may be used
 */
public record Lot(
        String id,
        int version,
        Vaccine vaccine,
        String number,
        @Nullable LocalDate expiry,
        Funding funding,
        int count,
        State state) {

    /** Who has paid. */
    public enum Funding {
        PRIVATE("private", "Private"),
        PUBLIC("public", "Public (VFC)");

        private final String code;
        private final String words;

        Funding(String code, String words) {
            this.code = code;
            this.words = words;
        }

        String code() {
            return code;
        }

        public String words() {
            return words;
        }
    }

    /** Whether it may be used. */
    public enum State {
        USED("active"),
        PUT_AWAY("inactive"),
        RECALLED("inactive"),
        IN_ERROR("entered-in-error");

        private final String status;

        State(String status) {
            this.status = status;
        }

        String status() {
            return status;
        }
    }

    /** Whether its last good day is past. */
    public boolean expired(LocalDate on) {
        return expiry != null && expiry.isBefore(on);
    }

    /** Whether it may be given on a day. */
    public boolean usable(LocalDate on) {
        return state == State.USED && !expired(on);
    }
}
