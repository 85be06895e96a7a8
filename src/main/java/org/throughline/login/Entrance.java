package org.throughline.login;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.Guesses;
import org.throughline.login.factor.Passkeys;
import org.throughline.login.factor.SecondFactor;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Cookies;
import org.throughline.login.session.Sessions;
import org.throughline.login.session.Tickets;

/**
 * How people log in, step by step: the password, then a second factor when the account has one; or a passkey alone. Each
 * step is audited, also when it leads nowhere. Each log-in is a new session, and ends the one that the browser had.
 */
public final class Entrance {
    private static final String HALFWAY = "second factor";
    private static final String PASSKEY = "passkey to log in";
    private static final String TOO_LONG = "That took too long. Start again.";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Progress NO = new Progress.Refused("Name and password do not fit.");

    private final Accounts accounts;
    private final Guesses guesses;
    private final SecondFactor second;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final Tickets tickets;
    private final Cookies cookies;
    private final AuditTrail audit;
    private final InstantSource clock;

    Entrance(
            Accounts accounts,
            Guesses guesses,
            SecondFactor second,
            Passkeys passkeys,
            Sessions sessions,
            Tickets tickets,
            Cookies cookies,
            AuditTrail audit,
            InstantSource clock) {
        this.accounts = accounts;
        this.guesses = guesses;
        this.second = second;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.tickets = tickets;
        this.cookies = cookies;
        this.audit = audit;
        this.clock = clock;
    }

    /** The first step: name and password. */
    public Progress password(Request request, Browser browser, String name, String password) {
        return counted(request, () -> {
            Optional<Account> found = accounts.authenticate(name, password);
            if (found.isEmpty()) {
                note(request, Caller.NOBODY.id(), Caller.NOBODY.display(), accounts.known(name), 401);
                return NO;
            }
            Account account = found.get();
            return second.isNeeded(account.number())
                    ? new Progress.Halfway(
                            account, tickets.issue(HALFWAY, browser, Long.toString(account.number()), PATIENCE))
                    : in(request, account, false);
        });
    }

    /**
     * The second step: the code of an app, or a recovery code.
     *
     * @param ticket from the first step
     */
    public Progress code(Request request, Browser browser, String ticket, String code) {
        Optional<Account> account = halfway(browser, ticket);
        if (account.isEmpty()) {
            return new Progress.Refused(TOO_LONG);
        }
        return counted(request, () -> {
            if (second.takes(account.get().number(), code)) {
                return in(request, account.get(), true);
            }
            note(
                    request,
                    account.get().agent(),
                    account.get().display(),
                    account.get().name(),
                    401);
            return new Progress.Refused("The code does not fit.");
        });
    }

    /** Whose password the browser has just shown; empty when it was none's, or too long ago. */
    public Optional<Account> halfway(Browser browser, String ticket) {
        return tickets.open(HALFWAY, browser, ticket)
                .flatMap(number -> accounts.find(Long.parseLong(number)))
                .filter(account -> account.disabled() == null);
    }

    /** What a browser needs to show a passkey: whosoever's, or of who is halfway. */
    public Challenge challenge(Browser browser, Optional<Account> halfway) {
        String ticket = tickets.issue(PASSKEY, browser, "", PATIENCE);
        return new Challenge(
                ticket,
                halfway.map(account -> passkeys.optionsToUse(ticket, account.number()))
                        .orElseGet(() -> passkeys.optionsToUse(ticket)));
    }

    /**
     * What a passkey is to sign.
     *
     * @param ticket is to come back with it
     * @param options for the browser, as JSON
     */
    public record Challenge(String ticket, String options) {}

    /**
     * The only step, or the second: a passkey.
     *
     * @param ticket of the challenge
     * @param credential what the browser gave, as JSON
     */
    public Progress passkey(Request request, Browser browser, String ticket, String credential) {
        if (tickets.open(PASSKEY, browser, ticket).isEmpty()) {
            return new Progress.Refused(TOO_LONG);
        }
        return counted(request, () -> {
            OptionalLong number = tickets.use(ticket) ? passkeys.account(ticket, credential) : OptionalLong.empty();
            Optional<Account> account = number.isPresent() ? accounts.find(number.getAsLong()) : Optional.empty();
            if (account.isPresent() && account.get().disabled() == null) {
                return in(request, account.get(), true);
            }
            note(request, Caller.NOBODY.id(), Caller.NOBODY.display(), "a passkey", 401);
            return new Progress.Refused("This passkey is not known here.");
        });
    }

    private Progress in(Request request, Account account, boolean strong) {
        note(request, account.agent(), account.display(), account.name(), 200);
        cookies.session(request).ifPresent(sessions::end);
        Sessions.Origin origin = new Sessions.Origin(
                strong, request.remoteAddress(), request.header("User-Agent").orElse(""));
        return new Progress.In(account, cookies.renewed(), sessions.begin(account, origin));
    }

    /** One step of logging in. */
    @FunctionalInterface
    private interface Step {
        Progress take();
    }

    private Progress counted(Request request, Step step) {
        String address = request.remoteAddress();
        try {
            guesses.begin(Guesses.Kind.ADDRESS, address);
            Progress progress = step.take();
            if (!(progress instanceof Progress.Refused)) {
                guesses.uncount(Guesses.Kind.ADDRESS, address);
            }
            return progress;
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Unauthenticated tooMany) {
                return new Progress.Refused(tooMany.message());
            }
            throw e;
        }
    }

    private void note(Request request, String agent, String display, String who, int status) {
        String target = who + ", from " + request.remoteAddress();
        audit.record(new Access(clock.instant(), agent, display, Action.LOGIN, 0, target, status, Set.of(), null));
    }
}
