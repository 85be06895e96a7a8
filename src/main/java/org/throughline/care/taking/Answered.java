package org.throughline.care.taking;

import org.jspecify.annotations.Nullable;
import org.throughline.terminology.sig.Sig;

/**
 * How a row was answered.
 *
 * @param reason why it is not taken; empty when nobody says
 * @param sig how it is taken, when that differs; null otherwise
 */
public record Answered(How how, String reason, @Nullable Sig sig) {

    /** What can be answered. */
    public enum How {
        TAKING("Taking"),
        DIFFERENTLY("Differently"),
        /** It is not taken, and its prescription stands. */
        NOT_TAKING("Not taking"),
        /** It is not taken, and whoever says so ends its prescription. */
        STOP("Stop it"),
        UNKNOWN("Unclear");

        private final String words;

        How(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** As it is written in forms. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    static final Answered TAKING = new Answered(How.TAKING, "", null);

    /** Whether it says something else than what stands already. */
    boolean differs(Answered standing) {
        return how != standing.how
                || (!reason.isBlank() && !reason.strip().equals(standing.reason))
                || (sig != null && !sig.equals(standing.sig));
    }

    /** What stands of a row already: answered so, nothing changes. */
    public static Answered standing(Row row) {
        Known word = row.word();
        if (word != null) {
            return switch (word.state()) {
                case NOT_TAKEN -> new Answered(How.NOT_TAKING, word.reason(), null);
                case UNKNOWN -> new Answered(How.UNKNOWN, "", null);
                default ->
                    word.sig() == null && word.how().isEmpty() ? TAKING : new Answered(How.DIFFERENTLY, "", word.sig());
            };
        }
        return switch (row.state()) {
            case HELD, NOT_TAKEN, ENDED ->
                new Answered(How.NOT_TAKING, row.first().reason(), null);
            case UNKNOWN -> new Answered(How.UNKNOWN, "", null);
            case TAKEN -> TAKING;
        };
    }
}
