package org.throughline.login.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.http.Fetcher;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.keys.MasterKey;
import org.throughline.login.published.KeySets;
import org.throughline.login.session.Browser;
import org.throughline.login.session.Tickets;

/**
 * The exchange with the identity provider: the person's browser is sent there and comes back with a code, for which the
 * provider tells us who it is. The state is a ticket that only this browser can bring back, once; nonce and PKCE's verifier
 * are computed of it with the master key, so nobody else knows them and nothing is kept meanwhile.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">OpenID Connect, authorization code</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700">OAuth 2.0, best current practice of security</a>
 */
public final class CodeFlow {
    /** Those that are made with a key of the provider's own. */
    static final Set<JWSAlgorithm> ALGORITHMS = Stream.of("RS", "PS", "ES")
            .flatMap(family -> Stream.of("256", "384", "512").map(family::concat))
            .map(JWSAlgorithm::parse)
            .collect(Collectors.toUnmodifiableSet());

    private static final Scope SCOPE = new Scope("openid", "profile", "email");
    private static final String PURPOSE = "identity provider";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int LONGEST_SUBJECT = 255;

    private final Providers providers;
    private final Discovery discovery;
    private final KeySets keys;
    private final Fetcher fetcher;
    private final Tickets tickets;
    private final MasterKey key;
    private final URI back;
    private final InstantSource clock;

    /** @param back the address that the provider sends people back to */
    public CodeFlow(
            Providers providers,
            Discovery discovery,
            KeySets keys,
            Fetcher fetcher,
            Tickets tickets,
            MasterKey key,
            URI back,
            InstantSource clock) {
        this.providers = providers;
        this.discovery = discovery;
        this.keys = keys;
        this.fetcher = fetcher;
        this.tickets = tickets;
        this.key = key;
        this.back = back;
        this.clock = clock;
    }

    /** The address that the provider sends people back to, which has to be registered there. */
    public URI back() {
        return back;
    }

    /**
     * Where the browser is to be sent.
     *
     * @throws Failed with {@link Failure.Unavailable} when the provider cannot be reached or is none that we can do with
     */
    public URI begin(Provider provider, Browser browser, Intent intent) {
        OIDCProviderMetadata metadata = discovery.of(provider.issuer()).orElseThrow(() -> unreachable(provider));
        long now = clock.instant().getEpochSecond();
        String state = tickets.issue(PURPOSE, browser, provider.issuer() + "\n" + now + "\n" + intent.text(), PATIENCE);
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, SCOPE, new ClientID(provider.clientId()), back)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(nonce(state))
                .codeChallenge(verifier(state), CodeChallengeMethod.S256);
        if (intent.asks()) {
            request.prompt(Prompt.Type.LOGIN).maxAge(0);
        }
        if (!provider.acr().isEmpty()) {
            request.acrValues(provider.acr().stream().map(ACR::new).toList());
        }
        return request.build().toURI();
    }

    /** What the browser brought back, before the provider was asked about it. */
    private record Return(
            Provider provider, OIDCProviderMetadata metadata, Intent intent, Instant sent, String state) {}

    /**
     * Who it is.
     *
     * @param parameters with which the browser came back
     * @throws Refusal when that is in doubt
     */
    public Proven finish(Browser browser, Map<String, List<String>> parameters) throws Refusal {
        AuthenticationResponse response = response(parameters);
        Return shown = returned(browser, response);
        IDTokenClaimsSet claims = claims(shown, token(shown, code(shown, response)));
        Instant shownAt = Optional.ofNullable(claims.getAuthenticationTime())
                .map(Date::toInstant)
                .orElse(null);
        if (shown.intent() instanceof Intent.LogIn logIn
                && logIn.again()
                && (shownAt == null || shownAt.isBefore(shown.sent().minus(SKEW)))) {
            throw new Refusal(
                    "the provider was asked to have the person show who they are, and does not say that it did",
                    shown.provider().label() + " did not ask you who you are. Log in another way.",
                    null);
        }
        return new Proven(
                shown.provider(), shown.intent(), identity(claims), isStrong(shown.provider(), claims), shownAt);
    }

    private AuthenticationResponse response(Map<String, List<String>> parameters) throws Refusal {
        try {
            return AuthenticationResponseParser.parse(back, parameters);
        } catch (ParseException e) {
            throw new Refusal(
                    "what the browser brought is no answer of a provider", "That did not work. Start again.", e);
        }
    }

    /** State first: until it is known to be this browser's, nothing else that it brought counts. */
    private Return returned(Browser browser, AuthenticationResponse response) throws Refusal {
        String state = response.getState() == null ? "" : response.getState().getValue();
        List<String> ticket = tickets.open(PURPOSE, browser, state)
                .map(content -> List.of(content.split("\n", 3)))
                .orElseThrow(() -> stale("the state is not of this browser, or is too old"));
        if (!tickets.use(state)) {
            throw stale("the state was used before");
        }
        Provider provider = providers
                .present()
                .filter(present -> present.issuer().equals(ticket.getFirst()))
                .orElseThrow(() -> stale("the provider was changed meanwhile"));
        OIDCProviderMetadata metadata = discovery
                .of(provider.issuer())
                .orElseThrow(() -> new Refusal(
                        "the provider says nothing of itself that can be used",
                        unreachable(provider).failure().message(),
                        null));
        requireIssuer(provider, metadata, response.getIssuer());
        return new Return(
                provider,
                metadata,
                Intent.parse(ticket.getLast()).orElseThrow(() -> stale("nobody knows what for")),
                Instant.ofEpochSecond(Long.parseLong(ticket.get(1))),
                state);
    }

    private static void requireIssuer(Provider provider, OIDCProviderMetadata metadata, @Nullable Issuer said)
            throws Refusal {
        boolean right = said == null
                ? !metadata.supportsAuthorizationResponseIssuerParam()
                : said.getValue().equals(provider.issuer());
        if (!right) {
            throw new Refusal(
                    "the answer is of another issuer",
                    "That answer does not come from " + provider.label() + ".",
                    null);
        }
    }

    private static AuthorizationCode code(Return shown, AuthenticationResponse response) throws Refusal {
        if (!response.indicatesSuccess()) {
            String error = response.toErrorResponse().getErrorObject() == null
                    ? "none"
                    : response.toErrorResponse().getErrorObject().getCode();
            String known = error != null && error.matches("[a-z_]{1,40}") ? error : "unknown";
            throw new Refusal(
                    "the provider refused: " + known, shown.provider().label() + " did not log you in.", null);
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw new Refusal("the provider gave no code", "That did not work. Start again.", null);
        }
        return code;
    }

    private JWT token(Return shown, AuthorizationCode code) throws Refusal {
        try {
            HTTPRequest request = new TokenRequest.Builder(
                            shown.metadata().getTokenEndpointURI(),
                            authentication(shown),
                            new AuthorizationCodeGrant(code, back, verifier(shown.state())))
                    .build()
                    .toHTTPRequest();
            Fetcher.Reply reply = fetcher.post(
                    request.getURI(),
                    Objects.requireNonNullElse(request.getAuthorization(), ""),
                    Objects.requireNonNullElse(request.getBody(), ""),
                    MOST_BYTES);
            HTTPResponse response = new HTTPResponse(reply.status());
            response.setContentType(reply.mediaType());
            response.setBody(new String(reply.content(), UTF_8));
            if (OIDCTokenResponseParser.parse(response) instanceof OIDCTokenResponse tokens
                    && tokens.getOIDCTokens().getIDToken() != null) {
                return tokens.getOIDCTokens().getIDToken();
            }
            throw new Refusal(
                    "the token endpoint refused, status " + reply.status(),
                    shown.provider().label() + " did not log you in.",
                    null);
        } catch (ParseException e) {
            throw new Refusal("what the token endpoint gave cannot be read", unreadable(shown), e);
        } catch (Failed e) {
            throw new Refusal("the token endpoint cannot be reached", unreadable(shown), e);
        }
    }

    private ClientAuthentication authentication(Return shown) {
        ClientID id = new ClientID(shown.provider().clientId());
        Secret secret = new Secret(providers.secret());
        return Discovery.method(shown.metadata())
                .filter(ClientAuthenticationMethod.CLIENT_SECRET_POST::equals)
                .<ClientAuthentication>map(post -> new ClientSecretPost(id, secret))
                .orElseGet(() -> new ClientSecretBasic(id, secret));
    }

    /** Signature, issuer, audience, time and nonce are Nimbus's to check; it does not look at whom the token was given to. */
    private IDTokenClaimsSet claims(Return shown, JWT token) throws Refusal {
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(shown.provider().issuer()),
                new ClientID(shown.provider().clientId()),
                new JWSVerificationKeySelector<SecurityContext>(
                        ALGORITHMS,
                        (wanted, context) -> keys.select(shown.metadata().getJWKSetURI(), wanted)),
                null);
        validator.setMaxClockSkew((int) SKEW.toSeconds());
        try {
            IDTokenClaimsSet claims = validator.validate(token, nonce(shown.state()));
            requireForUs(shown, claims);
            return claims;
        } catch (BadJOSEException | JOSEException e) {
            throw new Refusal("the id token is not good: " + e.getMessage(), unreadable(shown), e);
        }
    }

    private static void requireForUs(Return shown, IDTokenClaimsSet claims) throws Refusal {
        String subject = claims.getSubject().getValue();
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new Refusal("the subject is none", unreadable(shown), null);
        }
        AuthorizedParty party = claims.getAuthorizedParty();
        boolean ours = party == null
                ? claims.getAudience().size() == 1
                : party.getValue().equals(shown.provider().clientId());
        if (!ours) {
            throw new Refusal("the id token was given to another client", unreadable(shown), null);
        }
    }

    private static Identity identity(IDTokenClaimsSet claims) {
        String name = Stream.of("preferred_username", "email", "name")
                .map(claims::getStringClaim)
                .filter(each -> each != null && !each.isBlank())
                .findFirst()
                .orElse("");
        return new Identity(claims.getIssuer().getValue(), claims.getSubject().getValue(), name);
    }

    private static boolean isStrong(Provider provider, IDTokenClaimsSet claims) {
        ACR acr = claims.getACR();
        return provider.secondFactor()
                && (provider.acr().isEmpty() || (acr != null && provider.acr().contains(acr.getValue())));
    }

    private Nonce nonce(String state) {
        return new Nonce(derived("nonce", state));
    }

    private CodeVerifier verifier(String state) {
        return new CodeVerifier(derived("verifier", state));
    }

    private String derived(String what, String state) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.mark(PURPOSE + " " + what, state));
    }

    private static Failed unreachable(Provider provider) {
        return new Failed(new Failure.Unavailable(
                provider.label() + " cannot be reached at the moment. Try again, or log in another way."));
    }

    private static String unreadable(Return shown) {
        return "The answer of " + shown.provider().label() + " is not good. Try again, or log in another way.";
    }

    private static Refusal stale(String reason) {
        return new Refusal(reason, "That took too long, or began in another browser. Start again.", null);
    }
}
