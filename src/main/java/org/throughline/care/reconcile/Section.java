package org.throughline.care.reconcile;

/** What is gone through, a kind of entries each. */
public enum Section {
    MEDICATIONS("Medications"),
    ALLERGIES("Allergies"),
    PROBLEMS("Problems"),
    IMMUNIZATIONS("Immunizations");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** As it is written in forms and addresses. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
