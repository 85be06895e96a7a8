package org.throughline.clinic;

import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.setting.Setting;
import org.throughline.login.setting.Settings;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /}: leads each person to their own first place; whoever can set up an installation that is not, to that. */
public final class Start implements Screen {
    private final Settings settings;

    public Start(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String what() {
        return "anything here: you have no role yet";
    }

    @Override
    public Answer answer(Visit visit) {
        boolean setsUp = visit.caller().may(Duty.SETTINGS) && visit.caller().may(Duty.ACCOUNTS);
        if (setsUp && settings.of(Setting.SETUP).equals("open")) {
            return Answer.redirect("/setup");
        }
        return Answer.redirect(Place.first(visit.caller())
                .orElseThrow(() -> new Failed(new Failure.Forbidden("No role leads anywhere."))));
    }
}
