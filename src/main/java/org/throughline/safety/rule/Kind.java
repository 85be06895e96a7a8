package org.throughline.safety.rule;

/** The kinds of check. Each answers for itself on each order. */
public enum Kind {
    ALLERGY("allergy"),
    INTERACTION("interaction"),
    DUPLICATE("duplicate therapy"),
    DOSE("dose"),
    RENAL("kidney function"),
    CONDITION("problem"),
    PREGNANCY("pregnancy and breastfeeding"),
    TEST("repeated test"),
    IMAGING("repeated imaging");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** For people: {@code duplicate therapy}. */
    public String words() {
        return words;
    }
}
