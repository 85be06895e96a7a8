package org.throughline.login.smart.protocol;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.http.Answer;
import org.throughline.http.Fetcher;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Routes;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.authority.Changes;
import org.throughline.login.published.KeySets;
import org.throughline.login.smart.app.Apps;
import org.throughline.login.smart.app.MemberApps;
import org.throughline.login.smart.app.RegistrationRules;
import org.throughline.login.smart.app.ScopeRules;
import org.throughline.login.smart.app.Secrets;
import org.throughline.login.smart.grant.AccessTokens;
import org.throughline.login.smart.grant.Exchange;
import org.throughline.login.smart.grant.Grants;
import org.throughline.login.smart.grant.Launches;
import org.throughline.login.smart.grant.Requests;

/** Puts the authorization server together: what the screens use of it, and the endpoints that apps call. */
public final class AuthorizationServer {
    /** Of one address at one endpoint; behind it may be many people with apps, or one who tries many secrets. */
    private static final int CALLS_PER_SECOND = 10;

    private static final int CALLS_AT_ONCE = 100;

    private final Endpoints endpoints;
    private final Discovery discovery;
    private final Apps apps;
    private final MemberApps members;
    private final Launches launches;
    private final Requests requests;
    private final Grants grants;
    private final AccessTokens tokens;
    private final Authorization authorization;
    private final HookClients hookClients;
    private final Handler documentsAndEndpoints;

    /**
     * @param endpoints where it is reached
     * @param rules which scopes there are
     * @param fetcher fetches the keys of apps
     * @param key signs id tokens
     * @param settings what the operator decided
     */
    public AuthorizationServer(
            Endpoints endpoints,
            Database database,
            AuditTrail audit,
            Changes changes,
            ScopeRules rules,
            Fetcher fetcher,
            Supplier<RSAKey> key,
            Settings settings,
            Secrets secrets,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.discovery = new Discovery(endpoints, settings.appsRegisterThemselves());
        AuthorityActs acts = new AuthorityActs(new Acts(database, audit, clock), changes);
        this.apps = new Apps(database, acts, changes, new RegistrationRules(rules, fetcher::allows), secrets, clock);
        this.members = new MemberApps(acts, clock);
        this.launches = new Launches(database, acts, secrets, clock);
        this.requests = new Requests(database, secrets, clock);
        this.grants = new Grants(database, acts, secrets, clock);
        this.tokens = new AccessTokens(database, acts, clock);
        this.authorization = new Authorization(endpoints, apps, rules, launches, requests);
        IdTokens idTokens = new IdTokens(endpoints, key);
        AppKeys keys = new AppKeys(new KeySets(fetcher, clock));
        Assertions assertions = new Assertions(database, keys, endpoints.at(Endpoints.TOKEN), clock);
        this.hookClients = new HookClients(apps, keys, assertions, clock);
        ClientDoor door = new ClientDoor(apps, assertions, acts);
        TokenResponses responses = new TokenResponses(
                idTokens, endpoints.at(settings.style().path()).toString(), clock);
        Routes routes = Routes.otherwise(request -> Answer.of(404))
                .with(
                        Endpoints.TOKEN,
                        new TokenEndpoint(
                                endpoints.at(Endpoints.TOKEN),
                                limit(),
                                door,
                                new Exchange(database, acts, secrets, clock),
                                grants,
                                rules,
                                responses))
                .with(Endpoints.REVOKE, new RevocationEndpoint(endpoints.at(Endpoints.REVOKE), limit(), door, tokens))
                .with(Endpoints.INTROSPECT, new IntrospectionEndpoint(endpoints, limit(), door, tokens, acts));
        if (settings.appsRegisterThemselves()) {
            routes = routes.with(
                    Endpoints.REGISTER, new RegistrationEndpoint(endpoints.at(Endpoints.REGISTER), limit(), apps));
        }
        this.documentsAndEndpoints = new OpenDocuments(discovery, idTokens, settings.style(), forApps(routes));
    }

    private static RateLimit limit() {
        return new RateLimit(CALLS_PER_SECOND, CALLS_AT_ONCE, System::nanoTime);
    }

    /**
     * What the operator decides.
     *
     * @param appsRegisterThemselves whether apps may do so
     * @param style how apps may look
     */
    public record Settings(boolean appsRegisterThemselves, SmartStyle style) {}

    /** What anybody may read about the server, and the endpoints that apps call. */
    public Handler endpoints() {
        return documentsAndEndpoints;
    }

    /** A handler that pages of registered apps may call. */
    public Handler forApps(Handler inner) {
        return new Cors(apps::origins, inner);
    }

    public Discovery discovery() {
        return discovery;
    }

    /** The address of the FHIR API, which apps are told. */
    public String fhir() {
        return endpoints.fhir();
    }

    public Apps apps() {
        return apps;
    }

    /** The members of the network, as apps. */
    public MemberApps members() {
        return members;
    }

    /** Programs that ask for decision support. */
    public HookClients hookClients() {
        return hookClients;
    }

    public Launches launches() {
        return launches;
    }

    public Requests requests() {
        return requests;
    }

    public Grants grants() {
        return grants;
    }

    public AccessTokens tokens() {
        return tokens;
    }

    public Authorization authorization() {
        return authorization;
    }
}
