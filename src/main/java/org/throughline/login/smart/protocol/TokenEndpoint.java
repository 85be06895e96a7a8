package org.throughline.login.smart.protocol;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.app.ScopeRules;
import org.throughline.login.smart.grant.Asker;
import org.throughline.login.smart.grant.Attempt;
import org.throughline.login.smart.grant.Exchange;
import org.throughline.login.smart.grant.Grants;

/**
 * {@code POST /oauth/token}: access tokens for a code, for a refresh token, and for apps that act by themselves.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/app-launch.html#obtain-access-token">SMART, access token</a>
 * @see <a href="https://hl7.org/fhir/smart-app-launch/backend-services.html">SMART, backend services</a>
 */
final class TokenEndpoint implements Handler {
    private final URI address;
    private final RateLimit limit;
    private final ClientDoor door;
    private final Exchange exchange;
    private final Grants grants;
    private final ScopeRules rules;
    private final TokenResponses responses;

    TokenEndpoint(
            URI address,
            RateLimit limit,
            ClientDoor door,
            Exchange exchange,
            Grants grants,
            ScopeRules rules,
            TokenResponses responses) {
        this.address = address;
        this.limit = limit;
        this.door = door;
        this.exchange = exchange;
        this.grants = grants;
        this.rules = rules;
        this.responses = responses;
    }

    @Override
    public Answer handle(Request request) {
        return Messages.post(request, address, limit, this::answer);
    }

    private HTTPResponse answer(HTTPRequest http) throws GeneralException {
        TokenRequest request = TokenRequest.parse(http);
        AuthorizationGrant grant = request.getAuthorizationGrant();
        App app = app(request, grant);
        AccessTokenResponse response = switch (grant) {
            case AuthorizationCodeGrant code -> ofCode(app, code);
            case RefreshTokenGrant refresh -> ofRefreshToken(app, refresh, request.getScope());
            case ClientCredentialsGrant ignored ->
                ofService(app, request.getScope(), request.getClientAuthentication());
            default -> throw new GeneralException("grant type", OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        };
        return response.toHTTPResponse();
    }

    /** An app in a browser need not say who it is when it shows a refresh token, and SMART's own library does not. */
    private App app(TokenRequest request, AuthorizationGrant grant) throws GeneralException {
        boolean unnamed = request.getClientID() == null && request.getClientAuthentication() == null;
        Optional<App> known = unnamed && grant instanceof RefreshTokenGrant shown
                ? exchange.appWithoutProof(shown.getRefreshToken().getValue())
                : Optional.empty();
        return known.isPresent() ? known.get() : door.app(request, address);
    }

    private AccessTokenResponse ofCode(App app, AuthorizationCodeGrant shown) throws GeneralException {
        CodeVerifier verifier = shown.getCodeVerifier();
        URI redirect = shown.getRedirectionURI();
        if (verifier == null || redirect == null) {
            throw refused("code_verifier and redirect_uri are needed");
        }
        Attempt attempt = exchange.ofCode(
                app,
                shown.getAuthorizationCode().getValue(),
                redirect.toString(),
                challenge -> isMadeOf(challenge, verifier));
        return responses.ofCode(issued(attempt));
    }

    private static boolean isMadeOf(String challenge, CodeVerifier verifier) {
        String made = CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        return MessageDigest.isEqual(
                made.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }

    private AccessTokenResponse ofRefreshToken(App app, RefreshTokenGrant shown, @Nullable Scope scope)
            throws GeneralException {
        ScopeList narrower = scope == null || scope.isEmpty() ? null : rules.known(ScopeList.parse(scope.toString()));
        return responses.of(
                issued(exchange.ofRefreshToken(app, shown.getRefreshToken().getValue(), narrower)));
    }

    private static Attempt.Issued issued(Attempt attempt) throws GeneralException {
        return switch (attempt) {
            case Attempt.Issued issued -> issued;
            case Attempt.Refused.TOO_MUCH ->
                throw new GeneralException(
                        "scope", Messages.invalidScope("This asks for more than the person granted."));
            case Attempt.Refused ignored -> throw refused("it is not known, was used before, or has run out");
        };
    }

    private static GeneralException refused(String why) {
        return new GeneralException(why, Messages.described(OAuth2Error.INVALID_GRANT, "Not taken: " + why + "."));
    }

    private AccessTokenResponse ofService(App app, @Nullable Scope scope, @Nullable ClientAuthentication shown)
            throws GeneralException {
        if (!app.registration().service()) {
            throw new GeneralException("not a service", OAuth2Error.UNAUTHORIZED_CLIENT);
        }
        ScopeList asked = rules.known(ScopeList.parse(scope == null ? "" : scope.toString()));
        if (asked.isEmpty() || !asked.texts().stream().allMatch(text -> text.startsWith("system/"))) {
            throw new GeneralException(
                    "scope", Messages.invalidScope("Ask for scopes that begin with system/ and are known here."));
        }
        if (!app.registration().scopes().covers(asked)) {
            throw new GeneralException(
                    "scope", Messages.invalidScope("This asks for more than was registered for the app."));
        }
        String token = grants.ofService(app, asked, asker(app, shown));
        BearerAccessToken access =
                new BearerAccessToken(token, Grants.serviceValid().toSeconds(), Scope.parse(asked.toString()));
        return new AccessTokenResponse(new Tokens(access, null), Map.of());
    }

    /** For whom a member of the network asks; null for an app of nobody's. */
    private @Nullable Asker asker(App app, @Nullable ClientAuthentication shown) throws GeneralException {
        String organization = app.organization();
        if (organization == null) {
            return null;
        }
        try {
            return B2b.asker(organization, shown);
        } catch (Failed e) {
            grants.refused(app, e.failure().message());
            throw new GeneralException(
                    e.failure().message(),
                    Messages.described(OAuth2Error.INVALID_GRANT, e.failure().message()),
                    e);
        }
    }
}
