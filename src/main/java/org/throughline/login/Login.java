package org.throughline.login;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.http.Answer;
import org.throughline.http.Fetcher;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MasterKey;
import org.throughline.login.account.Account;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.Guesses;
import org.throughline.login.account.Invitations;
import org.throughline.login.account.PasswordRules;
import org.throughline.login.account.Passwords;
import org.throughline.login.bearer.Bearers;
import org.throughline.login.factor.Enrolment;
import org.throughline.login.factor.Factors;
import org.throughline.login.factor.PasskeySite;
import org.throughline.login.factor.Passkeys;
import org.throughline.login.factor.RecoveryCodes;
import org.throughline.login.factor.SecondFactor;
import org.throughline.login.provider.CodeFlow;
import org.throughline.login.provider.Discovery;
import org.throughline.login.provider.Identities;
import org.throughline.login.provider.Providers;
import org.throughline.login.published.KeySets;
import org.throughline.login.role.Colleagues;
import org.throughline.login.role.PresentRights;
import org.throughline.login.role.Roles;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Cookies;
import org.throughline.login.session.Session;
import org.throughline.login.session.Sessions;
import org.throughline.login.session.Tickets;
import org.throughline.login.setting.Settings;

/**
 * The door: who sent this request, and how people log in ({@link #entrance}) and out. A program sends a token in the
 * header {@code Authorization: Bearer …}; a browser holds a session's cookie.
 */
public final class Login {
    private static final String BEARER = "bearer ";

    private final Bearers bearers;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Acts acts;
    private final Settings settings;
    private final Passwords passwords;
    private final Accounts accounts;
    private final Roles roles;
    private final PresentRights rights;
    private final Sessions sessions;
    private final Cookies cookies;
    private final Factors factors;
    private final RecoveryCodes recovery;
    private final Entrance entrance;
    private final OutsideEntrance outside;
    private final OwnAccount own;
    private final Enrolment enrolment;
    private final People people;
    private final Colleagues colleagues;
    private final Welcome welcome;

    /**
     * Opens the door.
     *
     * @param bearers knows the tokens of programs
     * @param base the address that others reach us by
     * @param fetcher speaks to the identity provider
     * @param limits how often somebody may try to log in
     * @param cost of passwords
     * @param existence looks whether what accounts are linked to is in the record
     */
    public Login(
            Database database,
            Bearers bearers,
            PresentRights rights,
            AuditTrail audit,
            MasterKey key,
            String base,
            Fetcher fetcher,
            LoginLimits limits,
            Passwords.Cost cost,
            People.Existence existence,
            InstantSource clock,
            SecureRandom random) {
        this.bearers = bearers;
        this.audit = audit;
        this.clock = clock;
        this.acts = new Acts(database, audit, clock);
        this.passwords = new Passwords(random, cost);
        this.roles = new Roles(database, acts);
        this.rights = rights;
        this.sessions = new Sessions(database, rights, random, clock);
        this.cookies = new Cookies(URI.create(base), random);
        Guesses guesses = new Guesses(database, clock);
        this.accounts = new Accounts(database, passwords, guesses, clock);
        this.factors = new Factors(database, key, clock);
        this.recovery = new RecoveryCodes(database, key, random);
        SecondFactor second = new SecondFactor(factors, recovery, guesses);
        Passkeys passkeys = new Passkeys(database, key, PasskeySite.of(base), clock);
        Tickets tickets = new Tickets(key, database, random, clock);
        Arrivals arrivals = new Arrivals(accounts, limits, guesses, second, sessions, tickets, cookies, audit, clock);
        Providers providers = new Providers(database, key, acts);
        this.entrance = new Entrance(arrivals, accounts, second, passkeys, providers, tickets, clock);
        this.settings = new Settings(database, acts);
        PasswordRules rules = new PasswordRules();
        this.own = new OwnAccount(accounts, rules, second, acts);
        Invitations invitations = new Invitations(database, random, clock);
        this.people = new People(database, accounts, roles, invitations, existence, acts, clock);
        this.colleagues = new Colleagues(database, acts, clock);
        this.welcome = new Welcome(invitations, accounts, rules, second, providers, acts);
        this.enrolment = new Enrolment(factors, passkeys, recovery, tickets, acts, clock, random);
        KeySets keys = new KeySets(fetcher, clock);
        Discovery discovery = new Discovery(fetcher, keys, clock);
        CodeFlow flow = new CodeFlow(
                providers,
                discovery,
                keys,
                fetcher,
                tickets,
                key,
                URI.create(base.replaceFirst("/fhir$", "") + "/login/provider/answer"),
                clock);
        this.outside = new OutsideEntrance(
                arrivals, providers, discovery, flow, new Identities(database, clock), invitations, tickets, acts);
    }

    /** Whoever acts with an account at this moment; empty when there is none, or it is disabled. */
    public Optional<Caller> caller(long account) {
        return rights.caller(account);
    }

    /**
     * Who sent the request.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when nobody is logged in or the token is not valid, and with
     *     {@link Failure.Forbidden} when another site's page sent a change with our cookie
     */
    public Caller caller(Request request) {
        Optional<String> authorization = request.header("Authorization");
        if (authorization.isPresent()) {
            return bearers.caller(bearer(authorization.get()));
        }
        Caller caller = session(request)
                .filter(session -> !session.lacksFactor())
                .map(Session::caller)
                .orElseThrow(() -> new Failed(
                        new Failure.Unauthenticated("Nobody is logged in: send a bearer token, or log in.")));
        if (Browser.fromElsewhere(request)) {
            throw new Failed(new Failure.Forbidden("This request comes from a page of another site."));
        }
        return caller;
    }

    /** The person whose browser sent the request, if logged in; for screens, which send others to the login page. */
    public Optional<Session> session(Request request) {
        return cookies.session(request).flatMap(token -> sessions.find(token, !isUnattended(request)));
    }

    /** Whether a page asked by itself, so that nobody needs to be there. */
    private static boolean isUnattended(Request request) {
        return request.header("Unattended").isPresent()
                || request.header("Accept").filter("text/event-stream"::equals).isPresent();
    }

    /** Which browser sent the request. */
    public Browser browser(Request request) {
        return cookies.browser(request);
    }

    /** The answer with the cookie by which a browser that is fresh is known from now on. */
    public Answer on(Answer answer, Browser browser) {
        return cookies.on(answer, browser);
    }

    /** The answer to who has just logged in. */
    public Answer on(Answer answer, Progress.In in) {
        return cookies.begin(answer, in.browser(), in.session());
    }

    /** Whose session the browser holds, also while it is locked. */
    public Optional<Account> owner(Request request) {
        return cookies.session(request).flatMap(sessions::owner);
    }

    /** Locks the session of the request, so that its person has to log in again. */
    public void lock(Session session) {
        acts.act(
                session.caller(),
                Action.LOCK,
                session.account().agent() + " session " + session.number(),
                connection -> Sessions.lock(connection, session.number()));
    }

    /** How people log in. */
    public Entrance entrance() {
        return entrance;
    }

    /** How people log in at an outside identity provider. */
    public OutsideEntrance outside() {
        return outside;
    }

    /** What people change about their own accounts. */
    public OwnAccount own() {
        return own;
    }

    /** How people add and take away their own factors. */
    public Enrolment enrolment() {
        return enrolment;
    }

    /** What administrators do with the accounts of others. */
    public People people() {
        return people;
    }

    /** Who works here, who of them is away, and who stands in. */
    public Colleagues colleagues() {
        return colleagues;
    }

    /** How people begin to use an account. */
    public Welcome welcome() {
        return welcome;
    }

    /** What is set for the whole installation. */
    public Settings settings() {
        return settings;
    }

    /** The factors of accounts. */
    public Factors factors() {
        return factors;
    }

    /** The recovery codes of accounts. */
    public RecoveryCodes recovery() {
        return recovery;
    }

    /** Who is logged in. */
    public Sessions sessions() {
        return sessions;
    }

    /** What roles there are, and who has which. */
    public Roles roles() {
        return roles;
    }

    /** What an account may do at this moment. */
    public PresentRights rights() {
        return rights;
    }

    /** Ends the session of the request; the answer takes the cookie back. */
    public Answer logOut(Request request, Answer answer) {
        session(request).map(Session::caller).ifPresent(this::noteLogOut);
        cookies.session(request).ifPresent(sessions::end);
        return cookies.end(answer);
    }

    private void noteLogOut(Caller caller) {
        audit.record(Access.of(clock.instant(), caller, Action.LOGOUT, 0, caller.display(), 200, Set.of()));
    }

    /**
     * Makes the roles that the product brings and the first administrator, {@code admin}, when none exists yet.
     *
     * @param chosen the password, or empty to have one generated
     * @return the generated password, to be shown once; empty when none was generated
     */
    public Optional<String> makeFirstAdministrator(Optional<String> chosen) {
        roles.bringStandard();
        if (!accounts.none()) {
            return Optional.empty();
        }
        String password = chosen.orElseGet(passwords::generate);
        boolean made = accounts.createFirst("admin", "Administrator", password);
        return made && chosen.isEmpty() ? Optional.of(password) : Optional.empty();
    }

    /**
     * The token that a request brings.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when it brings none
     */
    public static String bearer(Request request) {
        return bearer(request.header("Authorization")
                .orElseThrow(() -> new Failed(new Failure.Unauthenticated("Send a bearer token."))));
    }

    /**
     * Who holds an access token.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when it is good for nothing
     */
    public Caller holder(String token) {
        return bearers.caller(token);
    }

    private static String bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Failed(new Failure.Unauthenticated("Only bearer tokens are taken: Authorization: Bearer …"));
        }
        return authorization.substring(BEARER.length()).strip();
    }
}
