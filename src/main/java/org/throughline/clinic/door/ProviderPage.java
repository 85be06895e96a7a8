package org.throughline.clinic.door;

import java.util.Map;
import java.util.Optional;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.LocalPath;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.login.Login;
import org.throughline.login.OutsideEntrance.Outcome;
import org.throughline.login.Progress;
import org.throughline.login.provider.Intent;
import org.throughline.login.session.Browser;
import org.throughline.ui.Pages;

/**
 * {@code /login/provider}: leads to the outside identity provider, and takes who comes back from there. It is a link and
 * not a form, since a form may only lead to pages of ours.
 */
public final class ProviderPage implements Handler {
    /** Some providers cut a longer state. */
    private static final int LONGEST_NEXT = 1000;

    private final Login login;
    private final Pages pages;

    public ProviderPage(Login login, Pages pages) {
        this.login = login;
        this.pages = pages;
    }

    @Override
    public Answer handle(Request request) {
        if (!request.method().equals("GET")) {
            return Answer.of(405).with("Allow", "GET");
        }
        return switch (request.path()) {
            case "/login/provider" -> begin(request);
            case "/login/provider/answer" -> answered(request);
            default -> Answer.of(404);
        };
    }

    private Answer begin(Request request) {
        Browser browser = login.browser(request);
        Optional<String> ticket = request.parameter("for");
        Optional<Intent> intent = ticket.isPresent()
                ? login.outside().open(browser, ticket.get())
                : Optional.of(new Intent.LogIn(
                        request.parameter("again").isPresent(),
                        next(request).map(LocalPath::text).orElse("/")));
        if (intent.isEmpty()) {
            return told(request, 403, "This page was open for too long. Start again.");
        }
        try {
            String address = login.outside().begin(browser, intent.get()).toString();
            return login.on(Answer.redirect(address), browser);
        } catch (Failed e) {
            return told(request, 503, e.failure().message());
        }
    }

    private static Optional<LocalPath> next(Request request) {
        return LocalPath.of(request.parameter("next").orElse(""))
                .filter(path -> path.text().length() <= LONGEST_NEXT);
    }

    private Answer answered(Request request) {
        Browser browser = login.browser(request);
        Outcome outcome = login.outside().finish(request, browser, login.session(request));
        return switch (outcome) {
            case Outcome.LoggingIn(Progress progress, String next) -> shown(progress, steps(browser, next));
            case Outcome.Linked() -> Answer.redirect("/account");
            case Outcome.Refused(String why) -> told(request, 401, why);
        };
    }

    private Steps steps(Browser browser, String next) {
        return new Steps(login, pages, browser, false, LocalPath.of(next).orElse(new LocalPath("/")));
    }

    private static Answer shown(Progress progress, Steps steps) {
        return switch (progress) {
            case Progress.Refused refused -> steps.refused(refused, "");
            case Progress.Halfway halfway -> steps.second(200, halfway, "");
            case Progress.In in -> steps.in(in);
        };
    }

    /** Who is logged in goes back to their account, others can log in otherwise. */
    private Answer told(Request request, int status, String why) {
        return login.session(request).isPresent()
                ? pages.page(status, "clinic/door/notLinked.jte", Map.of("message", why))
                : steps(login.browser(request), "/").first(status, "", "", why);
    }
}
