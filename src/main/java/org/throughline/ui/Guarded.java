package org.throughline.ui;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.http.Handler;
import org.throughline.http.LocalPath;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Session;

/**
 * What every screen has before it: who is not logged in is sent to log in and comes back; a form that we did not give to
 * this browser is refused; what fails is told in a page, and audited.
 */
public final class Guarded {
    private static final Logger LOG = System.getLogger(Guarded.class.getName());
    private static final String OWN_ACCOUNT = "/account";

    private final Function<Request, Optional<Session>> sessions;
    private final Function<Request, Browser> browsers;
    private final AuditTrail audit;
    private final Pages pages;
    private final InstantSource clock;
    private final Supplier<Now> now;

    /** @param now what holds at a moment */
    public Guarded(
            Function<Request, Optional<Session>> sessions,
            Function<Request, Browser> browsers,
            AuditTrail audit,
            Pages pages,
            InstantSource clock,
            Supplier<Now> now) {
        this.sessions = sessions;
        this.browsers = browsers;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
        this.now = now;
    }

    /** The screen behind the guard. */
    public Handler screen(Screen screen) {
        return request -> {
            Optional<Session> session = sessions.apply(request);
            if (session.isEmpty()) {
                return nobody(request);
            }
            return session.get().lacksFactor() && !isOwnAccount(request)
                    ? Answer.redirect(OWN_ACCOUNT)
                    : answer(screen, request, session.get());
        };
    }

    private static boolean isOwnAccount(Request request) {
        return request.path().equals(OWN_ACCOUNT) || request.path().startsWith(OWN_ACCOUNT + "/");
    }

    /** What a page asks for itself cannot be a login page; the page is locked instead. */
    private static Answer nobody(Request request) {
        boolean part = request.header("HX-Request").isPresent()
                || request.header("Accept").filter("text/event-stream"::equals).isPresent();
        return part ? Answer.of(401) : toLogIn(request);
    }

    /** Sends somebody to log in who is then sent to where this request wanted to go. */
    public static Answer toLogIn(Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        Optional<LocalPath> wanted = reads ? LocalPath.of(request) : Optional.empty();
        return Answer.redirect(
                wanted.map(next -> "/login?next=" + URLEncoder.encode(next.text(), StandardCharsets.UTF_8))
                        .orElse("/login"));
    }

    private Answer answer(Screen screen, Request request, Session session) {
        Browser browser = browsers.apply(request);
        Visit visit = new Visit(request, session, browser, Form.EMPTY, now.get());
        try {
            return switch (request.method()) {
                case "GET", "HEAD" -> screen.answer(visit);
                case "POST" -> posted(screen, visit);
                default -> Answer.of(405);
            };
        } catch (Failed e) {
            return failure(screen, visit, e.failure());
        }
    }

    private Answer posted(Screen screen, Visit visit) {
        Form form = visit.request().form(screen.longestForm());
        Visit whole = new Visit(visit.request(), visit.session(), visit.browser(), form, visit.now());
        return visit.browser().gave(visit.request(), form)
                ? screen.answer(whole)
                : page(
                        whole,
                        403,
                        "This form is not of this browser, or from before you last logged in. Nothing was changed. Open the"
                                + " page again.");
    }

    private Answer failure(Screen screen, Visit visit, Failure failure) {
        int status = switch (failure) {
            case Failure.NotFound ignored -> 404;
            case Failure.Gone ignored -> 410;
            case Failure.Forbidden ignored -> 403;
            case Failure.Malformed ignored -> 400;
            case Failure.Invalid ignored -> 422;
            case Failure.Conflict ignored -> 409;
            case Failure.PreconditionFailed ignored -> 412;
            case Failure.TooSlow ignored -> 408;
            case Failure.TooLarge ignored -> 413;
            case Failure.TooManyRequests ignored -> 429;
            default -> 503;
        };
        noteRefusal(visit, status);
        if (failure instanceof Failure.TooManyRequests(String message, Duration after)) {
            return page(visit, status, message).with("Retry-After", Long.toString(after.toSeconds() + 1));
        }
        return status == 403
                ? pages.page(
                        status,
                        "ui/forbidden.jte",
                        Map.of("frame", visit.frame("Not permitted", null), "what", screen.what()))
                : page(visit, status, failure.message());
    }

    private Answer page(Visit visit, int status, String message) {
        return pages.page(
                status, "ui/failure.jte", Map.of("frame", visit.frame("Not shown", null), "message", message));
    }

    private void noteRefusal(Visit visit, int status) {
        Caller caller = visit.caller();
        try {
            audit.record(Access.of(
                    clock.instant(),
                    caller,
                    Action.VIEW,
                    0,
                    visit.request().path().substring(1),
                    status,
                    Set.of()));
        } catch (Failed e) {
            LOG.log(
                    Level.WARNING,
                    "A refusal could not be audited: {0}",
                    e.failure().message());
        }
    }
}
