package org.throughline.clinic.account;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.Login;
import org.throughline.login.factor.Enrolment;
import org.throughline.login.provider.Provider;
import org.throughline.login.session.Session;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.QrCode;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /account}. Whoever adds or takes away a way to log in must have logged in just now, else is asked to do so
 * again: somebody else may sit there.
 */
public final class AccountScreen implements Screen {
    private static final String HOME = "/account";

    private final Login login;
    private final Pages pages;
    private final Clock clock;

    public AccountScreen(Login login, Pages pages, Clock clock) {
        this.login = login;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "this account";
    }

    @Override
    public Answer answer(Visit visit) {
        List<String> path = visit.path().subList(1, visit.path().size());
        String act = visit.request().method() + " " + String.join("/", path);
        if (act.matches("(GET|HEAD) ")) {
            return page(visit, "");
        }
        if (act.matches("POST sessions/[0-9]{1,18}")) {
            login.own().endSession(visit.session(), Long.parseLong(path.get(1)));
            return Answer.redirect(HOME);
        }
        if (act.equals("POST sessions")) {
            login.own().endOtherSessions(visit.session());
            return Answer.redirect(HOME);
        }
        if (act.equals("POST password")) {
            return password(visit);
        }
        return visit.session().isFresh(clock.instant())
                ? waysIn(visit, act, path)
                : Answer.redirect("/login?again=yes&next=" + HOME);
    }

    private Answer waysIn(Visit visit, String act, List<String> path) {
        Session session = visit.session();
        if (act.matches("POST factors/[0-9]{1,18}")) {
            return done(visit, () -> login.enrolment().remove(session, Long.parseLong(path.get(1))));
        }
        return switch (act) {
            case "GET app" -> app(visit, login.enrolment().offerApp(session, visit.browser()), "");
            case "POST app" -> addApp(visit);
            case "GET passkey" -> passkey(visit, "");
            case "POST passkey" -> addPasskey(visit);
            case "POST provider" -> provider(visit);
            case "POST provider/unlink" -> done(visit, () -> login.outside().unlink(session));
            case "POST codes" -> codes(visit, login.enrolment().renewCodes(session));
            case "POST password/drop" -> done(visit, () -> login.own().dropPassword(session));
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    /** Leads on by a link: a form could not lead to the provider. */
    private Answer provider(Visit visit) {
        String ticket = login.outside().ticketToLink(visit.browser(), visit.session());
        String label = login.outside()
                .providers()
                .present()
                .map(Provider::label)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such page.")));
        return show(visit, "", "Link with " + label, "provider", Map.of("label", label, "ticket", ticket));
    }

    private Answer password(Visit visit) {
        Form form = visit.form();
        return done(
                visit, () -> login.own().changePassword(visit.session(), form.value("present"), form.value("wanted")));
    }

    private Answer done(Visit visit, Runnable act) {
        try {
            act.run();
            return Answer.redirect(HOME);
        } catch (Failed e) {
            return page(visit, told(e));
        }
    }

    private Answer addApp(Visit visit) {
        Form form = visit.form();
        String ticket = form.value("ticket");
        try {
            List<String> codes = login.enrolment()
                    .addApp(visit.session(), visit.browser(), ticket, form.value("label"), form.value("code"));
            return codes.isEmpty() ? Answer.redirect(HOME) : codes(visit, codes);
        } catch (Failed e) {
            return app(visit, login.enrolment().offered(visit.session(), visit.browser(), ticket), told(e));
        }
    }

    private Answer addPasskey(Visit visit) {
        Form form = visit.form();
        try {
            List<String> codes = login.enrolment()
                    .addPasskey(
                            visit.session(),
                            visit.browser(),
                            form.value("ticket"),
                            form.value("label"),
                            form.value("credential"));
            return codes.isEmpty() ? Answer.redirect(HOME) : codes(visit, codes);
        } catch (Failed e) {
            return passkey(visit, told(e));
        }
    }

    /** What is wrong with what was sent is told in place; anything else is no matter of this page. */
    private static String told(Failed failed) {
        return switch (failed.failure()) {
            case Failure.Invalid invalid -> invalid.message();
            case Failure.Conflict conflict -> conflict.message();
            case Failure.Unauthenticated tooMany -> tooMany.message();
            default -> throw failed;
        };
    }

    private Answer page(Visit visit, String failure) {
        AccountView view = new AccountViews(login, new Dates(clock.getZone())).view(visit.session());
        return show(visit, failure, "Your account", "account", Map.of("view", view));
    }

    private Answer app(Visit visit, Enrolment.App app, String failure) {
        return show(
                visit,
                failure,
                "Add an authenticator app",
                "app",
                Map.of("app", app, "code", QrCode.of(app.address())));
    }

    private Answer passkey(Visit visit, String failure) {
        Enrolment.Key key = login.enrolment().offerPasskey(visit.session(), visit.browser());
        return show(visit, failure, "Add a passkey", "passkey", Map.of("key", key));
    }

    private Answer codes(Visit visit, List<String> codes) {
        return show(visit, "", "Recovery codes", "codes", Map.of("codes", codes));
    }

    private Answer show(Visit visit, String failure, String title, String template, Map<String, Object> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("frame", visit.frame(title, null));
        if (!template.equals("codes") && !template.equals("provider")) {
            parameters.put("failure", failure);
        }
        return pages.page(failure.isEmpty() ? 200 : 422, "clinic/account/" + template + ".jte", parameters);
    }
}
