package org.throughline.login;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.http.Answer;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Account;
import org.throughline.login.account.Accounts;
import org.throughline.login.account.Passwords;
import org.throughline.login.role.PresentRights;
import org.throughline.login.role.Roles;
import org.throughline.login.session.Session;
import org.throughline.login.session.Sessions;

/**
 * The door: who sent this request, and how people log in and out. A program sends a token in the header
 * {@code Authorization: Bearer …}; a browser holds a session's cookie.
 */
public final class Login {
    private static final String COOKIE = "throughline";
    private static final String BEARER = "bearer ";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final Tokens tokens;
    private final IssuedTokens issued;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Passwords passwords;
    private final Accounts accounts;
    private final Roles roles;
    private final PresentRights rights;
    private final Sessions sessions;

    /**
     * @param issued the tokens that the command line made; each is in the audit before it is taken
     */
    public Login(
            Database database,
            Tokens tokens,
            IssuedTokens issued,
            AuditTrail audit,
            InstantSource clock,
            SecureRandom random) {
        this.tokens = tokens;
        this.issued = issued;
        this.audit = audit;
        this.clock = clock;
        this.passwords = new Passwords(random);
        this.accounts = new Accounts(database, passwords, clock);
        this.roles = new Roles(database);
        this.rights = new PresentRights(database, clock);
        this.sessions = new Sessions(database, rights, random, clock);
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
            return tokens.caller(bearer(authorization.get()), () -> issued.moveTo(audit));
        }
        Caller caller = session(request)
                .map(Session::caller)
                .orElseThrow(() -> new Failed(
                        new Failure.Unauthenticated("Nobody is logged in: send a bearer token, or log in.")));
        if (fromElsewhere(request)) {
            throw new Failed(new Failure.Forbidden("This request comes from a page of another site."));
        }
        return caller;
    }

    /** The person whose browser sent the request, if logged in; for screens, which send others to the login page. */
    public Optional<Session> session(Request request) {
        return request.cookie(COOKIE).flatMap(sessions::find);
    }

    /** What an account may do at this moment. */
    public PresentRights rights() {
        return rights;
    }

    /**
     * Logs a person in: the answer that was meant for them, with the session's cookie; nothing when name and password
     * do not fit.
     *
     * @throws Failed with {@link Failure.Unauthenticated} when there were too many wrong tries just before
     */
    public Optional<Answer> logIn(Request request, String name, String password, Answer answer) {
        if (fromElsewhere(request)) {
            throw new Failed(new Failure.Forbidden("This request comes from a page of another site."));
        }
        Optional<Account> account = accounts.authenticate(name, password);
        note(
                Action.LOGIN,
                account.map(Account::agent).orElse(Caller.NOBODY.id()),
                account.map(Account::display).orElse(Caller.NOBODY.display()),
                name,
                account.isPresent() ? 200 : 401);
        return account.map(sessions::begin)
                .map(token -> answer.with("Set-Cookie", cookie(token, request.secure()) + "; Max-Age=43200"));
    }

    /** Ends the session of the request; the answer takes the cookie back. */
    public Answer logOut(Request request, Answer answer) {
        session(request)
                .map(Session::caller)
                .ifPresent(caller -> note(Action.LOGOUT, caller.id(), caller.display(), caller.display(), 200));
        request.cookie(COOKIE).ifPresent(sessions::end);
        return answer.with("Set-Cookie", cookie("", request.secure()) + "; Max-Age=0");
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

    private void note(Action action, String agent, String display, String target, int status) {
        audit.record(new Access(clock.instant(), agent, display, action, 0, 0, target, status, Set.of()));
    }

    private static String bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Failed(new Failure.Unauthenticated("Only bearer tokens are taken: Authorization: Bearer …"));
        }
        return authorization.substring(BEARER.length()).strip();
    }

    /** SameSite keeps the cookie from what other sites' pages send; browsers also say where a request comes from. */
    private static boolean fromElsewhere(Request request) {
        String site = request.header("Sec-Fetch-Site").orElse("none");
        return !HARMLESS.contains(request.method()) && !site.equals("none") && !site.equals("same-origin");
    }

    private static String cookie(String token, boolean secure) {
        return COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
