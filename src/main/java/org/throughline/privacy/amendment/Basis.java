package org.throughline.privacy.amendment;

/**
 * What a request may be denied for. The names are stored.
 *
 * @see <a href="https://www.ecfr.gov/current/title-45/section-164.526">45 CFR 164.526(a)(2)</a>
 */
public enum Basis {
    NOT_CREATED_HERE("It was not made by this practice, and whoever made it can still be asked"),
    NOT_IN_RECORD("It is not part of the record on which decisions are based"),
    NOT_OPEN("It is not open to the patient's inspection by law"),
    ACCURATE("It is accurate and complete");

    private final String label;

    Basis(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
