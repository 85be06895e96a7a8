package org.throughline.login;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.throughline.http.Request;
import org.throughline.login.account.Account;
import org.throughline.login.account.Accounts;
import org.throughline.login.factor.Passkeys;
import org.throughline.login.factor.SecondFactor;
import org.throughline.login.provider.Providers;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Tickets;

/** How people log in here, step by step: the password, then a second factor when the account has one; or a passkey alone. */
public final class Entrance {
    private static final String PASSKEY = "passkey to log in";
    private static final String TOO_LONG = "That took too long. Start again.";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Progress NO = new Progress.Refused("Name and password do not fit.");

    private final Arrivals arrivals;
    private final Accounts accounts;
    private final SecondFactor second;
    private final Passkeys passkeys;
    private final Providers providers;
    private final Tickets tickets;
    private final InstantSource clock;

    Entrance(
            Arrivals arrivals,
            Accounts accounts,
            SecondFactor second,
            Passkeys passkeys,
            Providers providers,
            Tickets tickets,
            InstantSource clock) {
        this.arrivals = arrivals;
        this.accounts = accounts;
        this.second = second;
        this.passkeys = passkeys;
        this.providers = providers;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** The first step: name and password. Where passwords do not let in, a right one is refused as a wrong one. */
    public Progress password(Request request, Browser browser, String name, String password) {
        return arrivals.counted(request, () -> {
            arrivals.beginWith(name);
            Optional<Account> found = accounts.authenticate(name, password).filter(providers::allowsPasswordOf);
            if (found.isEmpty()) {
                arrivals.noteNobody(request, accounts.known(name));
                return NO;
            }
            return arrivals.afterFirst(request, browser, found.get(), clock.instant());
        });
    }

    /**
     * The second step: the code of an app, or a recovery code.
     *
     * @param ticket from the first step
     */
    public Progress code(Request request, Browser browser, String ticket, String code) {
        Optional<Account> account = arrivals.halfway(browser, ticket);
        if (account.isEmpty()) {
            return new Progress.Refused(TOO_LONG);
        }
        return arrivals.counted(request, () -> {
            if (second.takes(account.get().number(), code)) {
                return arrivals.in(request, account.get());
            }
            arrivals.note(request, account.get(), 401);
            return new Progress.Refused("The code does not fit.");
        });
    }

    /** Whose password the browser has just shown; empty when it was none's, or too long ago. */
    public Optional<Account> halfway(Browser browser, String ticket) {
        return arrivals.halfway(browser, ticket);
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
        return arrivals.counted(request, () -> {
            OptionalLong number = tickets.use(ticket) ? passkeys.account(ticket, credential) : OptionalLong.empty();
            Optional<Account> account = number.isPresent() ? accounts.find(number.getAsLong()) : Optional.empty();
            if (account.isPresent() && account.get().disabled() == null) {
                return arrivals.in(request, account.get());
            }
            arrivals.noteNobody(request, "a passkey");
            return new Progress.Refused("This passkey is not known here.");
        });
    }
}
