package org.throughline.clinic;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.LocalPath;
import org.throughline.http.Parameter;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.login.Login;
import org.throughline.ui.Pages;

/** {@code /login} and {@code /logout}. After logging in, a person is where they wanted to be. */
public final class LoginPage implements Handler {
    private static final int FORM_LIMIT = 10_000;
    private static final LocalPath HOME = new LocalPath("/");

    private final Login login;
    private final Pages pages;

    public LoginPage(Login login, Pages pages) {
        this.login = login;
        this.pages = pages;
    }

    /** Where somebody logs in who is then sent to where this request wanted to go. */
    public static Answer before(Request request) {
        String next = LocalPath.of(request).orElse(HOME).text();
        return Answer.redirect("/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    @Override
    public Answer handle(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /login", "HEAD /login" ->
                form(200, "", "", next(request.parameter("next").orElse("")));
            case "POST /login" -> logIn(request);
            case "POST /logout" -> login.logOut(request, Answer.redirect("/login"));
            default -> Answer.of(405);
        };
    }

    private Answer logIn(Request request) {
        List<Parameter> form = request.form(FORM_LIMIT);
        String name = value(form, "name");
        LocalPath next = next(value(form, "next"));
        try {
            Optional<Answer> welcome =
                    login.logIn(request, name, value(form, "password"), Answer.redirect(next.text()));
            return welcome.orElseGet(() -> form(401, name, "Name and password do not fit.", next));
        } catch (Failed e) {
            return form(401, name, e.failure().message(), next);
        }
    }

    private Answer form(int status, String name, String failure, LocalPath next) {
        return pages.page(status, "clinic/login.jte", Map.of("name", name, "failure", failure, "next", next.text()));
    }

    /** A link to the login page must not lead elsewhere. */
    private static LocalPath next(String given) {
        return LocalPath.of(given).orElse(HOME);
    }

    private static String value(List<Parameter> form, String name) {
        return form.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst()
                .orElse("");
    }
}
