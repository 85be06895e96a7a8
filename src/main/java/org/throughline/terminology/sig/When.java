package org.throughline.terminology.sig;

/**
 * A moment of the day that a dosage is tied to.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-event-timing.html">FHIR's codes of it</a>
 */
public enum When {
    WAKING("WAKE", "on waking"),
    MORNING("MORN", "in the morning"),
    NOON("NOON", "at noon"),
    AFTERNOON("AFT", "in the afternoon"),
    EVENING("EVE", "in the evening"),
    NIGHT("NIGHT", "at night"),
    BEDTIME("HS", "at bedtime"),
    BEFORE_MEALS("AC", "before meals"),
    BEFORE_BREAKFAST("ACM", "before breakfast"),
    BEFORE_LUNCH("ACD", "before lunch"),
    BEFORE_DINNER("ACV", "before dinner"),
    WITH_MEALS("C", "with meals"),
    WITH_BREAKFAST("CM", "with breakfast"),
    WITH_LUNCH("CD", "with lunch"),
    WITH_DINNER("CV", "with dinner"),
    AFTER_MEALS("PC", "after meals"),
    AFTER_BREAKFAST("PCM", "after breakfast"),
    AFTER_LUNCH("PCD", "after lunch"),
    AFTER_DINNER("PCV", "after dinner");

    private final String code;
    private final String words;

    When(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** FHIR's code. */
    public String code() {
        return code;
    }

    /** For people: {@code at bedtime}. */
    public String words() {
        return words;
    }
}
