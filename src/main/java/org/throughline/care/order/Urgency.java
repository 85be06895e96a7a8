package org.throughline.care.order;

import java.util.Locale;

/**
 * How soon an order is to be done.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-request-priority.html">FHIR's codes</a>
 */
public enum Urgency {
    ROUTINE("Routine"),
    URGENT("Urgent"),
    STAT("At once");

    private final String words;

    Urgency(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** FHIR's code. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The urgency of a code; routine for none and for what we do not know. */
    public static Urgency of(String code) {
        return switch (code) {
            case "stat" -> STAT;
            case "urgent", "asap" -> URGENT;
            default -> ROUTINE;
        };
    }
}
