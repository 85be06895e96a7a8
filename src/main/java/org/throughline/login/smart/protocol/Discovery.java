package org.throughline.login.smart.protocol;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.util.List;
import java.util.Map;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * What the authorization server tells about itself to anybody.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/conformance.html">SMART, conformance</a>
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect, discovery</a>
 */
public final class Discovery {
    /** SMART's capabilities, each of which a test of this product uses. */
    private static final List<String> CAPABILITIES = List.of(
            "launch-ehr",
            "launch-standalone",
            "authorize-post",
            "client-public",
            "client-confidential-symmetric",
            "client-confidential-asymmetric",
            "sso-openid-connect",
            "context-banner",
            "context-style",
            "context-ehr-patient",
            "context-ehr-encounter",
            "context-standalone-patient",
            "context-standalone-encounter",
            "permission-offline",
            "permission-online",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2");

    private static final List<String> SCOPES = List.of(
            "launch",
            "launch/patient",
            "launch/encounter",
            "openid",
            "fhirUser",
            "profile",
            "offline_access",
            "online_access",
            "patient/*.cruds",
            "patient/*.read",
            "user/*.cruds",
            "user/*.read",
            "system/*.cruds");

    private static final List<ClientAuthenticationMethod> PROOFS = List.of(
            ClientAuthenticationMethod.NONE,
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST,
            ClientAuthenticationMethod.PRIVATE_KEY_JWT);

    private final Endpoints endpoints;
    private final boolean registers;

    /** @param registers whether apps may register themselves */
    public Discovery(Endpoints endpoints, boolean registers) {
        this.endpoints = endpoints;
        this.registers = registers;
    }

    /** {@code /fhir/.well-known/smart-configuration}. */
    JsonObject smart() {
        JsonObject.Builder smart = JsonObject.builder()
                .add("issuer", endpoints.issuer())
                .add("jwks_uri", address(Endpoints.KEYS))
                .add("authorization_endpoint", address(Endpoints.AUTHORIZE))
                .add("token_endpoint", address(Endpoints.TOKEN))
                .add("introspection_endpoint", address(Endpoints.INTROSPECT))
                .add("revocation_endpoint", address(Endpoints.REVOKE))
                .add("management_endpoint", address(Endpoints.GRANTED));
        if (registers) {
            smart.add("registration_endpoint", address(Endpoints.REGISTER));
        }
        return smart.add("grant_types_supported", strings(List.of("authorization_code", "client_credentials")))
                .add("response_types_supported", strings(List.of("code")))
                .add("code_challenge_methods_supported", strings(List.of("S256")))
                .add(
                        "token_endpoint_auth_methods_supported",
                        strings(PROOFS.stream()
                                .skip(1)
                                .map(ClientAuthenticationMethod::getValue)
                                .toList()))
                .add(
                        "token_endpoint_auth_signing_alg_values_supported",
                        strings(Assertions.ALGORITHMS.stream()
                                .map(JWSAlgorithm::getName)
                                .toList()))
                .add("scopes_supported", strings(SCOPES))
                .add("capabilities", strings(CAPABILITIES))
                .build();
    }

    /** {@code /.well-known/openid-configuration}, which is also OAuth's metadata. */
    String openId() {
        OIDCProviderMetadata metadata = new OIDCProviderMetadata(
                new Issuer(endpoints.issuer()), List.of(SubjectType.PUBLIC), endpoints.at(Endpoints.KEYS));
        metadata.setAuthorizationEndpointURI(endpoints.at(Endpoints.AUTHORIZE));
        metadata.setTokenEndpointURI(endpoints.at(Endpoints.TOKEN));
        metadata.setIntrospectionEndpointURI(endpoints.at(Endpoints.INTROSPECT));
        metadata.setRevocationEndpointURI(endpoints.at(Endpoints.REVOKE));
        if (registers) {
            metadata.setRegistrationEndpointURI(endpoints.at(Endpoints.REGISTER));
        }
        metadata.setScopes(Scope.parse(SCOPES));
        metadata.setResponseTypes(List.of(ResponseType.CODE));
        metadata.setResponseModes(List.of(ResponseMode.QUERY));
        metadata.setGrantTypes(
                List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS));
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setTokenEndpointAuthMethods(PROOFS);
        metadata.setTokenEndpointJWSAlgs(Assertions.ALGORITHMS);
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
        metadata.setClaims(List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "name", "fhirUser"));
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        return metadata.toJSONObject().toJSONString();
    }

    /**
     * The extension of the CapabilityStatement by which older apps find the endpoints.
     *
     * @see <a href="http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris">oauth-uris</a>
     */
    public JsonObject extension() {
        Map<String, String> addresses = Map.of(
                "authorize", address(Endpoints.AUTHORIZE),
                "token", address(Endpoints.TOKEN),
                "introspect", address(Endpoints.INTROSPECT),
                "revoke", address(Endpoints.REVOKE),
                "manage", address(Endpoints.GRANTED));
        List<JsonObject> parts = addresses.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> JsonObject.builder()
                        .add("url", each.getKey())
                        .add("valueUri", each.getValue())
                        .build())
                .toList();
        return JsonObject.builder()
                .add("url", "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris")
                .add("extension", new JsonArray(List.copyOf(parts)))
                .build();
    }

    private String address(String path) {
        return endpoints.issuer() + path;
    }

    private static JsonArray strings(List<String> texts) {
        return new JsonArray(List.copyOf(texts.stream().map(JsonString::new).toList()));
    }
}
