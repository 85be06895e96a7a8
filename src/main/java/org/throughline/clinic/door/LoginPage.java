package org.throughline.clinic.door;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.http.Handler;
import org.throughline.http.LocalPath;
import org.throughline.http.Request;
import org.throughline.login.Login;
import org.throughline.login.Progress;
import org.throughline.login.account.Account;
import org.throughline.login.session.Browser;
import org.throughline.ui.Pages;

/**
 * {@code /login} and {@code /logout}: the password, then a second factor when there is one. After that, a person is where
 * they wanted to be, which the forms carry along; so it also serves in the middle of the authorization of an app.
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
        Browser browser = login.browser(request);
        return switch (request.method() + " " + request.path()) {
            case "GET /login", "HEAD /login" -> open(request, browser);
            case "POST /login" -> password(request, browser, request.form(FORM_LIMIT));
            case "POST /login/code" -> code(request, browser, request.form(FORM_LIMIT));
            case "POST /login/passkey" -> passkey(request, browser, request.form(FORM_LIMIT));
            case "POST /logout" -> logOut(request, browser, request.form(FORM_LIMIT));
            default -> Answer.of(request.path().equals("/login") ? 405 : 404);
        };
    }

    /** Who is asked to log in again finds the name filled in. */
    private Answer open(Request request, Browser browser) {
        Page page = new Page(browser, next(request.parameter("next").orElse("")));
        Optional<String> name = request.parameter("again")
                .flatMap(yes -> login.session(request))
                .map(session -> session.account().name());
        return page.first(200, name.orElse(""), name.isPresent(), "");
    }

    private Answer password(Request request, Browser browser, Form form) {
        Page page = new Page(browser, next(form.value("next")));
        String name = form.value("name");
        if (!browser.gave(request, form)) {
            return page.first(403, name, false, STALE);
        }
        Progress progress = login.entrance().password(request, browser, name, form.value("password"));
        return switch (progress) {
            case Progress.Refused refused -> page.first(401, name, false, refused.why());
            case Progress.Halfway halfway -> page.second(200, halfway.account(), halfway.ticket(), "");
            case Progress.In in -> in.on(page.onward());
        };
    }

    private Answer code(Request request, Browser browser, Form form) {
        Page page = new Page(browser, next(form.value("next")));
        String ticket = form.value("ticket");
        Optional<Account> account = login.entrance().halfway(browser, ticket);
        if (!browser.gave(request, form) || account.isEmpty()) {
            return page.first(403, "", false, STALE);
        }
        Progress progress = login.entrance().code(request, browser, ticket, form.value("code"));
        return switch (progress) {
            case Progress.Refused refused -> page.second(401, account.get(), ticket, refused.why());
            case Progress.Halfway halfway -> page.second(200, halfway.account(), halfway.ticket(), "");
            case Progress.In in -> in.on(page.onward());
        };
    }

    private Answer passkey(Request request, Browser browser, Form form) {
        Page page = new Page(browser, next(form.value("next")));
        if (!browser.gave(request, form)) {
            return page.first(403, "", false, STALE);
        }
        Progress progress = login.entrance().passkey(request, browser, form.value("ticket"), form.value("credential"));
        return switch (progress) {
            case Progress.Refused refused -> page.first(401, "", false, refused.why());
            case Progress.Halfway halfway -> page.second(200, halfway.account(), halfway.ticket(), "");
            case Progress.In in -> in.on(page.onward());
        };
    }

    private Answer logOut(Request request, Browser browser, Form form) {
        return browser.gave(request, form) ? login.logOut(request, Answer.redirect("/login")) : Answer.redirect("/");
    }

    /** A link to the login page must not lead elsewhere. */
    private static LocalPath next(String given) {
        return LocalPath.of(given).orElse(HOME);
    }

    /** The pages for one browser that wants to go somewhere. */
    private final class Page {
        private final Browser browser;
        private final LocalPath next;

        Page(Browser browser, LocalPath next) {
            this.browser = browser;
            this.next = next;
        }

        Answer onward() {
            return Answer.redirect(next.text());
        }

        Answer first(int status, String name, boolean again, String failure) {
            return answer(
                    status,
                    "clinic/door/login.jte",
                    Optional.empty(),
                    Map.of("name", name, "again", again, "failure", failure));
        }

        Answer second(int status, Account account, String ticket, String failure) {
            return answer(
                    status, "clinic/door/code.jte", Optional.of(account), Map.of("ticket", ticket, "failure", failure));
        }

        private Answer answer(int status, String template, Optional<Account> halfway, Map<String, Object> more) {
            Map<String, Object> parameters = new HashMap<>(more);
            parameters.put("next", next.text());
            parameters.put("token", browser.formToken());
            parameters.put("challenge", login.entrance().challenge(browser, halfway));
            return login.on(pages.page(status, template, parameters), browser);
        }
    }
}
