package org.throughline.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Agent;
import org.throughline.audit.AuditTrail;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.Guesses;
import org.throughline.login.factor.SecondFactor;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Cookies;
import org.throughline.login.session.Sessions;
import org.throughline.login.session.Tickets;

/**
 * What all ways of logging in have in common: tries are counted by address, each step is audited, also when it leads
 * nowhere, and each log-in is a new session that ends the one which the browser had.
 */
final class Arrivals {
    private static final String HALFWAY = "second factor";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Accounts accounts;
    private final LoginLimits limits;
    private final Guesses guesses;
    private final SecondFactor second;
    private final Sessions sessions;
    private final Tickets tickets;
    private final Cookies cookies;
    private final AuditTrail audit;
    private final InstantSource clock;

    Arrivals(
            Accounts accounts,
            LoginLimits limits,
            Guesses guesses,
            SecondFactor second,
            Sessions sessions,
            Tickets tickets,
            Cookies cookies,
            AuditTrail audit,
            InstantSource clock) {
        this.accounts = accounts;
        this.limits = limits;
        this.guesses = guesses;
        this.second = second;
        this.sessions = sessions;
        this.tickets = tickets;
        this.cookies = cookies;
        this.audit = audit;
        this.clock = clock;
    }

    /** Takes a step, unless too many from this address led nowhere just before. */
    Progress counted(Request request, Supplier<Progress> step) {
        try {
            begin(request);
            Progress progress = step.get();
            if (!(progress instanceof Progress.Refused)) {
                uncount(request);
            }
            return progress;
        } catch (Failed e) {
            return new Progress.Refused(tooMany(e), true);
        }
    }

    /** Why somebody has to wait; anything else fails. */
    static String tooMany(Failed e) {
        return switch (e.failure()) {
            case Failure.Unauthenticated tooMany -> tooMany.message();
            case Failure.TooManyRequests(String message, Duration wait) ->
                "Too many tries to log in. Try again in " + (wait.toSeconds() + 1) + " seconds.";
            default -> throw e;
        };
    }

    /**
     * Counts a step.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when too many from this address led nowhere just before, with
     *     {@link Failure.TooManyRequests} when there were too many at all
     */
    void begin(Request request) {
        limits.take(request);
        guesses.begin(Guesses.Kind.ADDRESS, request.subscriber());
    }

    /**
     * Counts a try with a name.
     *
     * @throws Failed with {@link Failure.TooManyRequests} when there were too many
     */
    void beginWith(String name) {
        limits.takeName(name);
    }

    /** The step led somewhere. */
    void uncount(Request request) {
        guesses.uncount(Guesses.Kind.ADDRESS, request.subscriber());
    }

    /**
     * Lets somebody in who has shown one thing, or asks for the second factor that the account has.
     *
     * @param shown when they showed it
     */
    Progress afterFirst(Request request, Browser browser, Account account, Instant shown) {
        return second.isNeeded(account.number())
                ? new Progress.Halfway(
                        account, tickets.issue(HALFWAY, browser, Long.toString(account.number()), PATIENCE))
                : in(request, account, false, shown);
    }

    /** Who is halfway; empty when nobody is, or too long ago. */
    Optional<Account> halfway(Browser browser, String ticket) {
        return tickets.open(HALFWAY, browser, ticket)
                .flatMap(number -> accounts.find(Long.parseLong(number)))
                .filter(account -> account.disabled() == null);
    }

    /** Lets somebody in who has shown everything just now. */
    Progress in(Request request, Account account) {
        return in(request, account, true, clock.instant());
    }

    /**
     * Lets somebody in.
     *
     * @param strong whether they showed a second factor, or a passkey
     * @param shown when they showed who they are
     */
    Progress in(Request request, Account account, boolean strong, Instant shown) {
        note(request, account, 200);
        Sessions.Origin origin = new Sessions.Origin(
                strong,
                shown,
                request.remoteAddress(),
                request.header("User-Agent").orElse(""));
        return new Progress.In(
                account,
                cookies.renewed(),
                sessions.begin(account, origin, cookies.session(request).orElse("")));
    }

    /** Enters in the trail that somebody tried to log in with an account. */
    void note(Request request, Account account, int status) {
        note(request, account.agent(), account.display(), account.name(), status);
    }

    /**
     * Enters in the trail that nobody known tried.
     *
     * @param who in words; nothing that was typed, it may be a secret
     */
    void noteNobody(Request request, String who) {
        note(request, Caller.NOBODY.id(), Caller.NOBODY.display(), who, 401);
    }

    private void note(Request request, String agent, String display, String who, int status) {
        String target = who + ", from " + request.remoteAddress();
        audit.record(
                new Access(clock.instant(), Agent.of(agent, display), Action.LOGIN, 0, target, status, Set.of(), null));
    }
}
