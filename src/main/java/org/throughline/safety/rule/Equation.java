package org.throughline.safety.rule;

/**
 * How the function of the kidneys is told. A rule names the one that its source uses. In children below 18 years it is
 * always bedside Schwartz, in mL/min/1.73 m².
 */
public enum Equation {
    /** Cockcroft–Gault with the actual weight, as the labels of direct oral anticoagulants have it; mL/min. */
    CRCL_ACTUAL("crcl-actual", "creatinine clearance (Cockcroft-Gault, actual weight)", "mL/min"),
    /**
     * Cockcroft–Gault with the ideal weight, the actual one when it is less, and the adjusted one above 120 % of the
     * ideal; mL/min.
     */
    CRCL("crcl", "creatinine clearance (Cockcroft-Gault, ideal or adjusted weight)", "mL/min"),
    /** CKD-EPI 2021, for a body surface of 1.73 m². */
    EGFR("egfr", "eGFR (CKD-EPI 2021)", "mL/min/1.73 m²"),
    /** CKD-EPI 2021 for the patient's own body surface; mL/min. */
    EGFR_ABSOLUTE("egfr-absolute", "eGFR (CKD-EPI 2021) for the patient's body surface", "mL/min");

    private final String id;
    private final String words;
    private final String unit;

    Equation(String id, String words, String unit) {
        this.id = id;
        this.words = words;
        this.unit = unit;
    }

    /** As the files name it. */
    public String id() {
        return id;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** For people: {@code mL/min}. */
    public String unit() {
        return unit;
    }
}
