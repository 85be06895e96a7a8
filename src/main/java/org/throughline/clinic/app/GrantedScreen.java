package org.throughline.clinic.app;

import java.util.Map;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.login.smart.protocol.Endpoints;
import org.throughline.ui.Pages;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /account/access}: a person sees which apps have access in their name, and takes it back. */
public final class GrantedScreen implements Screen {
    private final AuthorizationServer server;
    private final GrantViews views;
    private final Pages pages;

    public GrantedScreen(AuthorizationServer server, GrantViews views, Pages pages) {
        this.server = server;
        this.views = views;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "apps with access";
    }

    @Override
    public Answer answer(Visit visit) {
        if (!visit.request().path().equals(Endpoints.GRANTED)) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        long account = visit.session().account().number();
        if (visit.posts()) {
            server.grants().end(visit.caller(), Numbers.of(visit.form().value("grant")), account);
            return Answer.redirect(Endpoints.GRANTED);
        }
        return pages.page(
                200,
                "clinic/app/granted.jte",
                Map.of(
                        "frame",
                        visit.frame("Apps with access", null),
                        "grants",
                        views.of(visit.caller(), server.grants().ofAccount(account))));
    }
}
