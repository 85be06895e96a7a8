package org.throughline.care.same;

/** In what two entries differ. */
public enum Difference {
    /** They are about different things, or one cannot be known to be the other. */
    ITEM("it is not known to be the same"),
    STRENGTH("strength"),
    FORM("form"),
    DOSE("dose"),
    ROUTE("way in"),
    FREQUENCY("how often"),
    NEEDED("regularly or as needed"),
    UNTIL("for how long"),
    TYPE("allergy or intolerance"),
    REACTION("reaction"),
    SEVERITY("severity"),
    DANGER("danger"),
    SIDE("side"),
    TIME("when"),
    STATE("status");

    private final String words;

    Difference(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
