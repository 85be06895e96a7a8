package org.throughline.safety.patient;

/** The parts of a snapshot that a check may need. */
public enum Part {
    ALLERGIES("allergies"),
    CONDITIONS("problems"),
    DRUGS("current medications"),
    RESULTS("results and measurements"),
    IMAGING("reports of imaging");

    private final String words;

    Part(String words) {
        this.words = words;
    }

    /** For people: {@code current medications}. */
    public String words() {
        return words;
    }
}
