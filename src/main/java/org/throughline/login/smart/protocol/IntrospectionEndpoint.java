package org.throughline.login.smart.protocol;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import java.net.URI;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.throughline.audit.Action;
import org.throughline.audit.Acts.Act;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.login.authority.AuthorityActs;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.app.Proof;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.grant.AccessTokens;
import org.throughline.login.smart.grant.AccessTokens.Live;

/**
 * {@code POST /oauth/introspect}: what a token is good for. An app may ask about its own tokens; about those of others
 * only when it was registered to. It shows who it is as at the token endpoint, or by an access token of its own.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/token-introspection.html">SMART, token introspection</a>
 */
final class IntrospectionEndpoint implements Handler {
    private final Endpoints endpoints;
    private final URI address;
    private final RateLimit limit;
    private final ClientDoor door;
    private final AccessTokens tokens;
    private final AuthorityActs acts;

    IntrospectionEndpoint(
            Endpoints endpoints, RateLimit limit, ClientDoor door, AccessTokens tokens, AuthorityActs acts) {
        this.limit = limit;
        this.endpoints = endpoints;
        this.address = endpoints.at(Endpoints.INTROSPECT);
        this.door = door;
        this.tokens = tokens;
        this.acts = acts;
    }

    @Override
    public Answer handle(Request request) {
        return Messages.post(request, address, limit, this::answer);
    }

    private HTTPResponse answer(HTTPRequest http) throws GeneralException {
        TokenIntrospectionRequest request = TokenIntrospectionRequest.parse(http);
        App asking = asking(request);
        Optional<Live> live = tokens.find(request.getToken().getValue())
                .filter(found ->
                        asking.registration().introspects() || found.app().number() == asking.number());
        String about = live.map(found -> "app/" + found.app().clientId() + " for account/" + found.account())
                .orElse("a token that is good for nothing");
        acts.note(asking.asCaller(), new Act(Action.INTROSPECT, about, 200, Set.of()));
        return live.map(this::told)
                .orElseGet(() -> new TokenIntrospectionSuccessResponse.Builder(false).build())
                .toHTTPResponse();
    }

    private App asking(TokenIntrospectionRequest request) throws GeneralException {
        AccessToken shown = request.getClientAuthorization();
        if (shown != null) {
            return tokens.find(shown.getValue())
                    .filter(found -> !found.refresh())
                    .map(Live::app)
                    .orElseThrow(() -> new GeneralException("token", OAuth2Error.INVALID_CLIENT));
        }
        ClientAuthentication proof = request.getClientAuthentication();
        App app = door.app(proof == null ? null : proof.getClientID(), proof, address);
        if (app.registration().proof() == Proof.NONE) {
            throw new GeneralException("proof", OAuth2Error.INVALID_CLIENT);
        }
        return app;
    }

    private TokenIntrospectionSuccessResponse told(Live live) {
        var told = new TokenIntrospectionSuccessResponse.Builder(true)
                .scope(Scope.parse(live.scopes().toString()))
                .clientID(new ClientID(live.app().clientId()))
                .tokenType(live.refresh() ? null : AccessTokenType.BEARER)
                .issuer(new Issuer(endpoints.issuer()))
                .subject(IdTokens.subject(live.account()))
                .issueTime(Date.from(live.issued()))
                .expirationTime(Date.from(live.expires()));
        TokenResponses.ofLaunch(live.context()).forEach(told::parameter);
        if (live.fhirUser() != null && live.scopes().has(ScopeList.FHIR_USER)) {
            told.parameter("fhirUser", endpoints.fhir() + "/" + live.fhirUser());
        }
        return told.build();
    }
}
