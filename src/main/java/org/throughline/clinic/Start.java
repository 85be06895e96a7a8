package org.throughline.clinic;

import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /}: leads each person to their own first place. */
public final class Start implements Screen {
    @Override
    public String what() {
        return "anything here: you have no role yet";
    }

    @Override
    public Answer answer(Visit visit) {
        return Answer.redirect(Place.first(visit.caller())
                .orElseThrow(() -> new Failed(new Failure.Forbidden("No role leads anywhere."))));
    }
}
