package org.throughline.clinic.door;

import java.util.Map;
import org.throughline.http.Answer;
import org.throughline.ui.Pages;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /unlocked}: where somebody is who logged in at an identity provider to unlock pages. That cannot be done within a
 * locked page, so it is done beside it, and this page tells the others.
 */
public final class UnlockedPage implements Screen {
    private final Pages pages;

    public UnlockedPage(Pages pages) {
        this.pages = pages;
    }

    @Override
    public String what() {
        return "whether a page is unlocked";
    }

    @Override
    public Answer answer(Visit visit) {
        return pages.page(
                200,
                "clinic/door/unlockedBeside.jte",
                Map.of(
                        "token", visit.browser().formToken(),
                        "account", visit.session().account().number()));
    }
}
