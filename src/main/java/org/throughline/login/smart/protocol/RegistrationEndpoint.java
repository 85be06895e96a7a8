package org.throughline.login.smart.protocol;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientInformationResponse;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.RateLimit;
import org.throughline.http.Request;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.app.Apps;
import org.throughline.login.smart.app.Apps.Registered;
import org.throughline.login.smart.app.Proof;
import org.throughline.login.smart.app.Registration;
import org.throughline.login.smart.app.ScopeList;

/**
 * {@code POST /oauth/register}: an app registers itself, where the operator has switched that on. Such an app only ever
 * acts for people who allow it; apps that act by themselves are registered by the practice.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591">OAuth dynamic client registration</a>
 */
final class RegistrationEndpoint implements Handler {
    /** What an app may ask for that does not say what it wants. */
    private static final String USUAL = "launch launch/patient launch/encounter openid fhirUser profile offline_access"
            + " online_access patient/*.rs user/*.rs";

    private static final Set<GrantType> GRANTS = Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);

    private final URI address;
    private final RateLimit limit;
    private final Apps apps;

    RegistrationEndpoint(URI address, RateLimit limit, Apps apps) {
        this.address = address;
        this.limit = limit;
        this.apps = apps;
    }

    @Override
    public Answer handle(Request request) {
        return Messages.post(request, address, limit, this::answer);
    }

    private HTTPResponse answer(HTTPRequest http) throws GeneralException {
        ClientMetadata asked = ClientRegistrationRequest.parse(http).getClientMetadata();
        if (asked.getGrantTypes() != null && !GRANTS.containsAll(asked.getGrantTypes())) {
            throw wrong("Only apps that act for people can register themselves.");
        }
        try {
            Registered registered = apps.registerSelf(Caller.NOBODY, registration(asked));
            return new ClientInformationResponse(information(registered), true).toHTTPResponse();
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                boolean redirects = invalid.issues().getFirst().element().equals("redirects");
                ErrorObject error =
                        redirects ? RegistrationError.INVALID_REDIRECT_URI : RegistrationError.INVALID_CLIENT_METADATA;
                throw new GeneralException("refused", Messages.described(error, invalid.message()));
            }
            throw e;
        }
    }

    private static Registration registration(ClientMetadata asked) throws GeneralException {
        Proof proof = proof(asked.getTokenEndpointAuthMethod());
        JWKSet keys = asked.getJWKSet();
        Scope scope = asked.getScope();
        Set<String> redirects = asked.getRedirectionURIStrings();
        return new Registration(
                Objects.requireNonNullElse(asked.getName(), ""),
                "",
                proof,
                redirects == null ? List.of() : List.copyOf(redirects),
                text(asked.getCustomField("initiate_login_uri")),
                ScopeList.parse(scope == null || scope.isEmpty() ? USUAL : scope.toString()),
                keys == null ? null : keys.toString(true),
                text(asked.getJWKSetURI()),
                false,
                false,
                false);
    }

    private static Proof proof(@Nullable ClientAuthenticationMethod method) throws GeneralException {
        if (method == null
                || method.equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                || method.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST)) {
            return Proof.SECRET;
        }
        if (method.equals(ClientAuthenticationMethod.NONE)) {
            return Proof.NONE;
        }
        if (method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
            return Proof.KEYS;
        }
        throw wrong("Apps prove who they are with none, client_secret_basic, client_secret_post or private_key_jwt.");
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static ClientInformation information(Registered registered) throws GeneralException {
        Registration app = registered.app().registration();
        ClientMetadata metadata = new ClientMetadata();
        metadata.setName(app.name());
        metadata.setScope(Scope.parse(app.scopes().toString()));
        metadata.setGrantTypes(GRANTS);
        metadata.setTokenEndpointAuthMethod(
                switch (app.proof()) {
                    case NONE -> ClientAuthenticationMethod.NONE;
                    case SECRET -> ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
                    case KEYS -> ClientAuthenticationMethod.PRIVATE_KEY_JWT;
                });
        metadata.setRedirectionURIs(
                Set.copyOf(app.redirects().stream().map(URI::create).toList()));
        if (app.keysAt() != null) {
            metadata.setJWKSetURI(URI.create(app.keysAt()));
        }
        return new ClientInformation(
                new ClientID(registered.app().clientId()),
                Date.from(registered.app().created()),
                metadata,
                registered.secret() == null ? null : new Secret(registered.secret()));
    }

    private static GeneralException wrong(String message) {
        return new GeneralException(message, Messages.described(RegistrationError.INVALID_CLIENT_METADATA, message));
    }
}
