package org.throughline.clinic.privacy;

import java.time.Instant;
import java.util.Map;
import org.throughline.kernel.Address;
import org.throughline.privacy.amendment.Amendment;
import org.throughline.privacy.amendment.Stage;
import org.throughline.ui.Dates;

/** Puts requests into words for the staff. Pure. */
record AmendmentRows(Dates dates, Instant now, Map<Long, PatientPick> people) {

    AmendmentRow row(Amendment amendment, String typed, String failure) {
        PatientPick patient = people.getOrDefault(
                Address.of("Patient", amendment.patient()),
                new PatientPick(amendment.patient(), amendment.patient(), ""));
        boolean open = amendment.stage().isOpen();
        return new AmendmentRow(
                amendment.id(),
                patient,
                amendment.asker(),
                dates.day(amendment.asked()),
                amendment.about(),
                amendment.focus(),
                amendment.text(),
                dates.day(amendment.due()),
                open && amendment.due().isBefore(now),
                state(amendment.stage()),
                open,
                amendment.delayed(),
                open && amendment.delayed().isEmpty(),
                amendment.basis(),
                amendment.decision(),
                amendment.corrected(),
                amendment.disagreement(),
                amendment.rebuttal(),
                amendment.stage() == Stage.DISPUTED && amendment.rebuttal().isEmpty() && !amendment.taken(),
                typed,
                failure);
    }

    private static String state(Stage stage) {
        return switch (stage) {
            case ASKED -> "New";
            case ACKNOWLEDGED -> "Acknowledged";
            case CORRECTED -> "Accepted";
            case DENIED -> "Denied";
            case DISPUTED -> "Denied, disputed";
            case ANSWERED -> "Denied, disputed, answered";
        };
    }
}
