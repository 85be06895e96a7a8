package org.throughline.immunization.answer;

import java.util.List;
import org.throughline.immunization.patient.Shot;

/**
 * Whether a dose counts for one antigen in one series.
 *
 * @param target the number of the target dose it was measured against, 0 when none was left
 */
public record DoseAnswer(Shot shot, String antigen, String series, int target, Status status, List<Reason> reasons) {

    /** True when one of the reasons is of this kind. */
    public boolean is(Reason.Kind kind) {
        return reasons.stream().anyMatch(reason -> reason.kind() == kind);
    }

    /** The statuses of a dose (table 3-1). */
    public enum Status {
        VALID,
        NOT_VALID,
        EXTRANEOUS,
        SUBSTANDARD
    }
}
