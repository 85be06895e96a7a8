package org.throughline.login;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.http.Parameter;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.Invitations;
import org.throughline.login.account.WaysIn;
import org.throughline.login.provider.CodeFlow;
import org.throughline.login.provider.Discovery;
import org.throughline.login.provider.Identities;
import org.throughline.login.provider.Intent;
import org.throughline.login.provider.LinkedIdentity;
import org.throughline.login.provider.Proven;
import org.throughline.login.provider.Provider;
import org.throughline.login.provider.Providers;
import org.throughline.login.provider.Refusal;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Session;
import org.throughline.login.session.Sessions;
import org.throughline.login.session.Tickets;

/**
 * How people log in at an outside identity provider, and how somebody there becomes an account's: linked by its owner, who
 * is logged in, or by whoever was given an invitation. No account is made here, and none is found by a name or an e-mail
 * address.
 */
public final class OutsideEntrance {
    private static final Logger LOG = System.getLogger(OutsideEntrance.class.getName());
    private static final String PURPOSE = "to go to the identity provider";
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Arrivals arrivals;
    private final Providers providers;
    private final Discovery discovery;
    private final CodeFlow flow;
    private final Identities identities;
    private final Invitations invitations;
    private final Tickets tickets;
    private final Acts acts;

    OutsideEntrance(
            Arrivals arrivals,
            Providers providers,
            Discovery discovery,
            CodeFlow flow,
            Identities identities,
            Invitations invitations,
            Tickets tickets,
            Acts acts) {
        this.arrivals = arrivals;
        this.providers = providers;
        this.discovery = discovery;
        this.flow = flow;
        this.identities = identities;
        this.invitations = invitations;
        this.tickets = tickets;
        this.acts = acts;
    }

    /** Which provider there is. */
    public Providers providers() {
        return providers;
    }

    /** What providers say of themselves. */
    public Discovery discovery() {
        return discovery;
    }

    /** The address that the provider sends people back to, which has to be registered there. */
    public URI back() {
        return flow.back();
    }

    /** Who the person of an account is at the present provider. */
    public Optional<LinkedIdentity> of(long account) {
        return identities.of(account);
    }

    /** What lets this browser go to the provider to be linked with the account of a session. */
    public String ticketToLink(Browser browser, Session session) {
        return ticket(browser, new Intent.Link(session.account().number()));
    }

    /** What lets this browser go to the provider to begin to use an account, by the link that somebody was given. */
    public String ticketToBegin(Browser browser, String invitation) {
        return ticket(browser, new Intent.Begin(Invitations.mark(invitation)));
    }

    private String ticket(Browser browser, Intent intent) {
        return tickets.issue(PURPOSE, browser, intent.text(), PATIENCE);
    }

    /** What a ticket lets this browser go for; empty when it is too old, or another's. */
    public Optional<Intent> open(Browser browser, String ticket) {
        return tickets.open(PURPOSE, browser, ticket).flatMap(Intent::parse);
    }

    /**
     * Where the browser is to be sent.
     *
     * @throws Failed with {@link Failure.NotFound} when there is no provider, with {@link Failure.Unavailable} when it
     *     cannot be reached
     */
    public URI begin(Browser browser, Intent intent) {
        Provider provider = providers
                .present()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no identity provider.")));
        return flow.begin(provider, browser, intent);
    }

    /** What came of going to the provider. */
    public sealed interface Outcome {
        /** A step of logging in, and where the person wanted to be. */
        record LoggingIn(Progress progress, String next) implements Outcome {}

        /** The account of who is logged in was linked. */
        record Linked() implements Outcome {}

        /** Nothing came of it. */
        record Refused(String why) implements Outcome {}
    }

    /**
     * Takes a browser that comes back from the provider.
     *
     * @param session who is logged in with it; only they can link their account
     */
    public Outcome finish(Request request, Browser browser, Optional<Session> session) {
        Map<String, List<String>> parameters = request.parameters().stream()
                .collect(Collectors.groupingBy(
                        Parameter::name, Collectors.mapping(Parameter::value, Collectors.toList())));
        try {
            arrivals.begin(request);
            Outcome outcome = arrive(request, browser, session, flow.finish(browser, parameters));
            if (!(outcome instanceof Outcome.Refused)) {
                arrivals.uncount(request);
            }
            return outcome;
        } catch (Refusal e) {
            LOG.log(Level.WARNING, "A log-in at the identity provider was refused: {0}", e.reason());
            arrivals.noteNobody(request, "at the identity provider");
            return new Outcome.Refused(e.message());
        } catch (Failed e) {
            return switch (e.failure()) {
                case Failure.Conflict conflict -> new Outcome.Refused(conflict.message());
                case Failure.Gone gone -> new Outcome.Refused(gone.message());
                default -> new Outcome.Refused(Arrivals.tooMany(e));
            };
        }
    }

    private Outcome arrive(Request request, Browser browser, Optional<Session> session, Proven proven) {
        return switch (proven.intent()) {
            case Intent.LogIn logIn -> {
                Optional<Account> account = identities.use(proven.identity()).filter(found -> found.disabled() == null);
                if (account.isEmpty()) {
                    arrivals.noteNobody(request, "somebody unknown at the identity provider");
                    yield new Outcome.Refused("Whom you logged in as at "
                            + proven.provider().label()
                            + " has no account here that can be used. Log in another way and link it in your account, or"
                            + " ask who manages accounts for a link.");
                }
                yield new Outcome.LoggingIn(in(request, browser, account.get(), proven), logIn.next());
            }
            case Intent.Link link -> link(session, link, proven);
            case Intent.Begin begin -> new Outcome.LoggingIn(in(request, browser, begun(begin, proven), proven), "/");
        };
    }

    private Progress in(Request request, Browser browser, Account account, Proven proven) {
        Instant shown = proven.shown() == null ? Instant.EPOCH : proven.shown();
        return proven.strong()
                ? arrivals.in(request, account, true, shown)
                : arrivals.afterFirst(request, browser, account, shown);
    }

    private Outcome link(Optional<Session> session, Intent.Link link, Proven proven) {
        if (session.isEmpty() || session.get().account().number() != link.account()) {
            return new Outcome.Refused("You are no longer logged in as who began this. Nothing was linked.");
        }
        Account account = session.get().account();
        acts.act(session.get().caller(), Action.CHANGE_CREDENTIAL, linked(account, proven), connection -> {
            Accounts.lock(connection, account.number());
            identities.link(connection, account.number(), proven.identity());
            return account;
        });
        return new Outcome.Linked();
    }

    /** The account of the invitation, which is used up, and linked. */
    private Account begun(Intent.Begin begin, Proven proven) {
        Account account = invitations.marked(begin.invitation()).orElseThrow(Welcome::gone);
        Caller caller = new Caller(account.agent(), account.display(), Rights.NONE);
        return acts.act(caller, Action.CHANGE_CREDENTIAL, linked(account, proven), connection -> {
            if (!invitations.use(connection, begin.invitation())) {
                throw Welcome.gone();
            }
            identities.link(connection, account.number(), proven.identity());
            return account;
        });
    }

    private static String linked(Account account, Proven proven) {
        return account.agent() + " is linked with " + proven.identity().issuer();
    }

    /**
     * Takes the link of the person's own account away, and ends their other sessions.
     *
     * @throws Failed with {@link Failure.Conflict} when it is the only way in
     */
    public void unlink(Session session) {
        Account account = session.account();
        String target = account.agent() + " is linked with nobody elsewhere";
        acts.act(session.caller(), Action.CHANGE_CREDENTIAL, target, connection -> {
            Accounts.lock(connection, account.number());
            Identities.unlink(connection, account.number());
            WaysIn.require(connection, account.number());
            return Sessions.endOthers(connection, account.number(), session.number());
        });
    }
}
