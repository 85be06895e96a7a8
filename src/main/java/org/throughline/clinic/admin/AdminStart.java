package org.throughline.clinic.admin;

import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin}: leads to the first part that a person looks after. */
public final class AdminStart implements Screen {
    @Override
    public String what() {
        return "the administration";
    }

    @Override
    public Answer answer(Visit visit) {
        if (visit.caller().may(Duty.ACCOUNTS)) {
            return Answer.redirect("/admin/people");
        }
        if (visit.caller().may(Duty.ROLES)) {
            return Answer.redirect("/admin/roles");
        }
        if (visit.caller().may(Duty.APPS)) {
            return Answer.redirect("/admin/apps");
        }
        if (visit.caller().may(Duty.TEMPLATES)) {
            return Answer.redirect("/admin/templates");
        }
        if (visit.caller().may(Duty.RULES)) {
            return Answer.redirect("/admin/rules");
        }
        visit.require(Duty.SETTINGS);
        return Answer.redirect("/admin/settings");
    }
}
