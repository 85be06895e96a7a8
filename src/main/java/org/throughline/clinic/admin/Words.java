package org.throughline.clinic.admin;

import org.throughline.access.Duty;
import org.throughline.access.Purpose;
import org.throughline.login.account.AccountKind;
import org.throughline.login.role.Extent;

/** What the terms of access are called for people. */
final class Words {
    private Words() {}

    static String of(AccountKind kind) {
        return switch (kind) {
            case STAFF -> "Staff";
            case PATIENT -> "Patient";
            case PROXY -> "Acts for patients";
            case PROGRAM -> "Program";
        };
    }

    static String of(Purpose purpose) {
        return switch (purpose) {
            case TREAT -> "Treatment";
            case ETREAT -> "Treatment in an emergency";
            case HPAYMT -> "Payment";
            case HOPERAT -> "Running the practice";
            case PATRQT -> "The patient's own request";
            case FAMRQT -> "Request of somebody who acts for the patient";
            case HRESCH -> "Research";
            case PUBHLTH -> "Public health";
            case SYSADMN -> "Administration of this installation";
        };
    }

    static String of(Extent extent) {
        return switch (extent) {
            case EVERYONE -> "everybody";
            case TREATED -> "those they treat";
            case OWN -> "the patient it is held for";
        };
    }

    static String of(Duty duty) {
        return switch (duty) {
            case CHART -> "Find patients and open charts";
            case SCHEDULE -> "Work with the schedule";
            case BREAK_GLASS -> "Open other charts in an emergency, with a reason";
            case ACCOUNTS -> "Invite, change and disable people";
            case ROLES -> "Change what roles may do";
            case APPS -> "Register apps";
            case TEMPLATES -> "Make templates of notes and the list of fees";
            case SETTINGS -> "Change settings and sites";
            case RULES -> "Switch rules of the safety checks off and on for all";
            case PRESCRIBE -> "Sign prescriptions and other orders";
            case DISPENSE -> "Dispense what was prescribed, at a pharmacy";
            case TRANSCRIBE -> "Enter orders on a prescriber's word, who signs afterwards";
            case READ_IMAGES -> "Read images and sign their reports";
            case PRACTICE -> "See how the practice does: work that waits, times of visits";
            case PRIVACY -> "Read the audit trail";
        };
    }
}
