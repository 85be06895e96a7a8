package org.throughline.privacy.watch;

/** What can be odd about an access. The names are stored. */
public enum Kind {
    OWN_CHART("Own chart"),
    FAMILY("Same family name"),
    ADDRESS("Same or a neighbour's address"),
    COLLEAGUE("A colleague's chart"),
    HOURS("At odd hours"),
    VOLUME("Many patients"),
    OFTEN("Often with a reason");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether it is about one patient, and not about how many. */
    boolean isOfPatient() {
        return this != VOLUME && this != OFTEN;
    }
}
