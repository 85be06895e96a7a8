package org.throughline.privacy.amendment;

/**
 * Where a request stands.
 *
 * @see <a href="https://hl7.org/fhir/uv/patient-corrections/CodeSystem-PatientCorrectionBusinessStatus.html">Patient
 *     Correction Business Statuses</a>
 */
public enum Stage {
    ASKED("queued", "requested"),
    ACKNOWLEDGED("in-review", "received"),
    CORRECTED("amendment-completed", "completed"),
    DENIED("denied", "rejected"),
    DISPUTED("disagreement-logged", "rejected"),
    ANSWERED("completed", "rejected");

    private final String business;
    private final String task;

    Stage(String business, String task) {
        this.business = business;
        this.task = task;
    }

    /** The code of Task.businessStatus. */
    String business() {
        return business;
    }

    /** Task.status. */
    String task() {
        return task;
    }

    /** Whether a decision is still due. */
    public boolean isOpen() {
        return this == ASKED || this == ACKNOWLEDGED;
    }

    static Stage of(String business) {
        for (Stage stage : values()) {
            if (stage.business.equals(business)) {
                return stage;
            }
        }
        return ASKED;
    }
}
