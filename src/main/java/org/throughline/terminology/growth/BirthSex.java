package org.throughline.terminology.growth;

/** The sex at birth for which a curve is made. */
public enum BirthSex {
    MALE("1", "boys"),
    FEMALE("2", "girls");

    private final String code;
    private final String children;

    BirthSex(String code, String children) {
        this.code = code;
        this.children = children;
    }

    /** As the table writes it. */
    String code() {
        return code;
    }

    /** As in “curves for girls”. */
    public String children() {
        return children;
    }
}
