package org.throughline.clinic.door;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.Login;
import org.throughline.login.OutsideEntrance;
import org.throughline.login.account.Account;
import org.throughline.login.provider.Provider;
import org.throughline.login.session.Browser;
import org.throughline.ui.Pages;

/** {@code /welcome/…}: the link by which somebody begins to use an account, or comes back to it. */
public final class WelcomePage implements Handler {
    private static final int FORM_LIMIT = 20_000;
    private static final String PREFIX = "/welcome/";

    private final Login login;
    private final Pages pages;

    public WelcomePage(Login login, Pages pages) {
        this.login = login;
        this.pages = pages;
    }

    @Override
    public Answer handle(Request request) {
        Browser browser = login.browser(request);
        String token = request.path().startsWith(PREFIX) ? request.path().substring(PREFIX.length()) : "";
        Optional<Account> account = login.welcome().account(token);
        if (account.isEmpty()) {
            return pages.page(404, "clinic/door/gone.jte", Map.of());
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> page(200, account.get(), token, browser, "");
            case "POST" -> begin(request, request.form(FORM_LIMIT), account.get(), token, browser);
            default -> Answer.of(405);
        };
    }

    private Answer begin(Request request, Form form, Account account, String token, Browser browser) {
        if (!browser.gave(request, form)) {
            return page(403, account, token, browser, "This page was open for too long. Try again.");
        }
        try {
            login.welcome().begin(token, form.value("password"));
            return Answer.redirect("/login");
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid || e.failure() instanceof Failure.Gone) {
                return page(422, account, token, browser, e.failure().message());
            }
            throw e;
        }
    }

    private Answer page(int status, Account account, String token, Browser browser, String failure) {
        OutsideEntrance outside = login.outside();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("account", account);
        parameters.put("address", PREFIX + token);
        parameters.put("shortest", login.welcome().shortest(account));
        parameters.put("failure", failure);
        parameters.put("token", browser.formToken());
        parameters.put("password", outside.providers().allowsPasswordOf(account));
        parameters.put(
                "provider", outside.providers().present().map(Provider::label).orElse(""));
        parameters.put("ticket", outside.ticketToBegin(browser, token));
        return login.on(pages.page(status, "clinic/door/welcome.jte", parameters), browser);
    }
}
