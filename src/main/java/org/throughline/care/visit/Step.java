package org.throughline.care.visit;

/** How far a visit is. */
public enum Step {
    WAITING("arrived"),
    IN_ROOM("triaged"),
    WITH_CLINICIAN("in-progress"),
    /** The clinician is done; what is left is at the desk. */
    LEAVING("in-progress"),
    DONE("finished");

    private final String status;

    Step(String status) {
        this.status = status;
    }

    /** The Encounter's status. */
    String status() {
        return status;
    }
}
