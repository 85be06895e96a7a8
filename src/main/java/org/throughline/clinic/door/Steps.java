package org.throughline.clinic.door;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.http.Answer;
import org.throughline.http.LocalPath;
import org.throughline.login.Login;
import org.throughline.login.Progress;
import org.throughline.login.account.Account;
import org.throughline.login.session.Browser;
import org.throughline.ui.Pages;

/**
 * The steps of logging in as one browser sees them: as pages, after which it goes on to where it wanted; or as pieces of
 * the lock over a page, after which that page is shown again.
 *
 * @param lock whether it is the lock over a page
 * @param next where the browser wants to go
 */
record Steps(Login login, Pages pages, Browser browser, boolean lock, LocalPath next) {

    /** What a step shows. */
    private record Shown(int status, String failure) {}

    Answer refused(Progress.Refused refused, String name) {
        return first(refused.tooMany() ? 429 : 401, name, "", refused.why());
    }

    /**
     * The first step.
     *
     * @param hint why the person is asked; may be empty
     */
    Answer first(int status, String name, String hint, String failure) {
        Map<String, @Nullable Object> more = new HashMap<>();
        more.put("name", name);
        more.put("hint", hint);
        more.put("provider", provider(!hint.isEmpty()));
        return step(new Shown(status, failure), "first", Optional.empty(), more);
    }

    /**
     * The way to the identity provider; null when there is none.
     *
     * @param again whether the person is to show who they are, though they are logged in
     */
    private @Nullable ProviderLink provider(boolean again) {
        String address = "/login/provider?next="
                + URLEncoder.encode(lock ? "/unlocked" : next.text(), StandardCharsets.UTF_8)
                + (again || lock ? "&again=yes" : "");
        return login.outside()
                .providers()
                .present()
                .map(provider -> new ProviderLink(provider.label(), provider.staffPasswords(), address))
                .orElse(null);
    }

    Answer second(int status, Progress.Halfway halfway, String failure) {
        return step(
                new Shown(status, failure),
                "second",
                Optional.of(halfway.account()),
                Map.of("ticket", halfway.ticket()));
    }

    Answer in(Progress.In in) {
        Answer answer = lock
                ? pages.page(
                        200,
                        "clinic/door/unlocked.jte",
                        Map.of(
                                "token", in.browser().formToken(),
                                "account", in.account().number()))
                : Answer.redirect(next.text());
        return login.on(answer, in);
    }

    /** A failed step of the lock is a success for htmx, which shows nothing else. */
    private Answer step(Shown shown, String step, Optional<Account> halfway, Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> parameters = new HashMap<>(more);
        parameters.put("failure", shown.failure());
        parameters.put("next", next.text());
        parameters.put("token", browser.formToken());
        parameters.put("challenge", login.entrance().challenge(browser, halfway));
        parameters.put("lock", lock);
        String template = "clinic/door/" + step + (lock ? "Form" : "") + ".jte";
        return login.on(pages.page(lock ? 200 : shown.status(), template, parameters), browser);
    }
}
