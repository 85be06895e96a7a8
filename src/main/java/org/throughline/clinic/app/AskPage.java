package org.throughline.clinic.app;

import java.util.Map;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.login.smart.protocol.Authorization;
import org.throughline.login.smart.protocol.Authorization.Outcome;
import org.throughline.login.smart.protocol.Endpoints;
import org.throughline.ui.Pages;

/** {@code /oauth/authorize}: an app sends a person's browser here to ask for access, with a link or a form of its own. */
public final class AskPage implements Handler {
    private final Authorization authorization;
    private final Pages pages;

    public AskPage(Authorization authorization, Pages pages) {
        this.authorization = authorization;
        this.pages = pages;
    }

    @Override
    public Answer handle(Request request) {
        if (!request.path().equals(Endpoints.AUTHORIZE)) {
            return Answer.of(404);
        }
        return switch (request.method()) {
            case "GET", "POST" -> ask(request);
            default -> Answer.of(405).with("Allow", "GET, POST");
        };
    }

    private Answer ask(Request request) {
        try {
            return switch (authorization.ask(request)) {
                case Outcome.Ask(var handle) -> Answer.redirect(Endpoints.CONSENT + "/" + handle);
                case Outcome.Back(var to) -> Answer.redirect(to.toString());
                case Outcome.Refused(var message) -> refused(message);
            };
        } catch (Failed e) {
            return refused(e.failure().message());
        }
    }

    private Answer refused(String message) {
        return pages.page(400, "clinic/app/refused.jte", Map.of("message", message));
    }
}
