package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonObject;

/** What anybody may know about the authorization server, and no more. */
class DiscoveryTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String HOME = PRODUCT.home();

    private static Reply get(String address) {
        return PRODUCT.anonymous("GET", address).send();
    }

    @Test
    void theConfigurationIsOpenAndAllItsAddressesAnswer() {
        Reply reply = get(PRODUCT.base() + "/.well-known/smart-configuration");
        assertEquals(200, reply.status());
        assertEquals("application/json", reply.header("Content-Type"));
        assertEquals("*", reply.header("Access-Control-Allow-Origin"));
        JsonObject smart = reply.json();
        assertEquals(HOME, smart.text("issuer"));
        assertEquals(200, get(smart.text("jwks_uri")).status());
        assertEquals(400, get(smart.text("authorization_endpoint")).status());
        for (String endpoint : List.of("token_endpoint", "introspection_endpoint", "revocation_endpoint")) {
            assertEquals(
                    400,
                    PRODUCT.anonymous("POST", smart.text(endpoint))
                            .form("nothing=known")
                            .send()
                            .status(),
                    endpoint);
        }
        assertEquals(303, get(smart.text("management_endpoint")).status());
        assertTrue(reply.text().contains("\"code_challenge_methods_supported\":[\"S256\"]"));
        assertFalse(reply.text().contains("plain"));
        assertFalse(reply.text().contains("registration_endpoint"));
    }

    @Test
    void onlyTheExactPathsAreOpen() {
        for (String path : List.of(
                "/fhir/.well-known",
                "/fhir/.well-known/",
                "/fhir/.well-known/smart-configuration/",
                "/fhir/.well-known/smart-configuration/x",
                "/.well-known/other",
                "/oauth",
                "/oauth/keys/1",
                "/oauth/style/0.json",
                "/oauth/register")) {
            assertEquals(404, get(HOME + path).status(), path);
        }
        assertEquals(401, get(PRODUCT.base() + "/Patient/.well-known").status());
        assertEquals(401, get(PRODUCT.base() + "/metadata/x").status());
    }

    @Test
    void openIdConnectFindsTheSame() throws Exception {
        Reply reply = get(HOME + "/.well-known/openid-configuration");
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(reply.text());
        assertEquals(HOME, metadata.getIssuer().getValue());
        assertEquals(URI.create(HOME + "/oauth/token"), metadata.getTokenEndpointURI());
        assertTrue(metadata.supportsAuthorizationResponseIssuerParam());
        assertEquals(
                reply.text(),
                get(HOME + "/.well-known/oauth-authorization-server").text());
    }

    @Test
    void theCapabilityStatementNamesTheEndpoints() {
        JsonObject security =
                PRODUCT.get("metadata").json().objects("rest").getFirst().object("security");
        JsonObject uris = security.objects("extension").getFirst();
        assertEquals("http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris", uris.text("url"));
        assertEquals(
                List.of(HOME + "/oauth/authorize", HOME + "/oauth/token"),
                uris.objects("extension").stream()
                        .filter(each -> List.of("authorize", "token").contains(each.text("url")))
                        .map(each -> each.text("valueUri"))
                        .toList());
    }

    @Test
    void whatIsOpenCannotBeWritten() {
        assertEquals(
                405,
                PRODUCT.anonymous("POST", HOME + "/oauth/keys")
                        .form("x=y")
                        .send()
                        .status());
    }
}
