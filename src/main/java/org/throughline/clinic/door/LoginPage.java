package org.throughline.clinic.door;

import java.util.Optional;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.http.Handler;
import org.throughline.http.LocalPath;
import org.throughline.http.Request;
import org.throughline.login.Login;
import org.throughline.login.Progress;
import org.throughline.login.account.Account;
import org.throughline.login.session.Session;
import org.throughline.ui.Pages;

/**
 * {@code /login}, {@code /logout}, {@code /lock} and {@code /unlock}: the password, then a second factor when there is one,
 * or a passkey alone. After that, a person is where they wanted to be, which the forms carry along, so it also serves in
 * the middle of the authorization of an app; or sees the page again that was locked, as they left it.
 */
public final class LoginPage implements Handler {
    private static final int FORM_LIMIT = 20_000;
    private static final LocalPath HOME = new LocalPath("/");
    private static final String STALE = "This page was open for too long. Try again.";

    private final Login login;
    private final Pages pages;

    public LoginPage(Login login, Pages pages) {
        this.login = login;
        this.pages = pages;
    }

    @Override
    public Answer handle(Request request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> open(request);
            case "POST" -> posted(request, request.form(FORM_LIMIT));
            default -> Answer.of(405);
        };
    }

    private Answer open(Request request) {
        boolean again = request.parameter("again").isPresent();
        return switch (request.path()) {
            case "/login" ->
                steps(request, request.parameter("next").orElse(""))
                        .first(
                                200,
                                again ? name(request) : "",
                                again ? "Confirm that it is you: log in again, then go on." : "",
                                "");
            case "/unlock" -> steps(request, "").first(200, name(request), "", "");
            default -> Answer.of(404);
        };
    }

    private Answer posted(Request request, Form form) {
        Steps steps = steps(request, form.value("next"));
        if (!steps.browser().gave(request, form)) {
            return steps.first(403, form.value("name"), "", STALE);
        }
        return switch (request.path()) {
            case "/login", "/unlock" -> password(request, steps, form);
            case "/login/code", "/unlock/code" -> code(request, steps, form);
            case "/login/passkey", "/unlock/passkey" -> passkey(request, steps, form);
            case "/logout" -> login.logOut(request, Answer.redirect("/login"));
            case "/lock" -> lock(request);
            case "/here" -> Answer.of(login.session(request).isPresent() ? 204 : 401);
            default -> Answer.of(404);
        };
    }

    private Steps steps(Request request, String next) {
        return new Steps(
                login,
                pages,
                login.browser(request),
                request.path().startsWith("/unlock"),
                LocalPath.of(next).orElse(HOME));
    }

    /** The name of whose session the browser holds, open or locked. */
    private String name(Request request) {
        return login.owner(request).map(Account::name).orElse("");
    }

    private Answer password(Request request, Steps steps, Form form) {
        String name = form.value("name");
        return shown(login.entrance().password(request, steps.browser(), name, form.value("password")), steps, name);
    }

    private Answer code(Request request, Steps steps, Form form) {
        String ticket = form.value("ticket");
        Optional<Account> account = login.entrance().halfway(steps.browser(), ticket);
        if (account.isEmpty()) {
            return steps.first(403, "", "", STALE);
        }
        Progress progress = login.entrance().code(request, steps.browser(), ticket, form.value("code"));
        return progress instanceof Progress.Refused refused
                ? steps.second(
                        refused.tooMany() ? 429 : 401, new Progress.Halfway(account.get(), ticket), refused.why())
                : shown(progress, steps, "");
    }

    private Answer passkey(Request request, Steps steps, Form form) {
        return shown(
                login.entrance().passkey(request, steps.browser(), form.value("ticket"), form.value("credential")),
                steps,
                "");
    }

    private static Answer shown(Progress progress, Steps steps, String name) {
        return switch (progress) {
            case Progress.Refused refused -> steps.refused(refused, name);
            case Progress.Halfway halfway -> steps.second(200, halfway, "");
            case Progress.In in -> steps.in(in);
        };
    }

    private Answer lock(Request request) {
        Optional<Session> session = login.session(request);
        session.ifPresent(login::lock);
        return Answer.of(204);
    }
}
