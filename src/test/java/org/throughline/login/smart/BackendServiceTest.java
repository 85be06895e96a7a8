package org.throughline.login.smart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.http.Answer;
import org.throughline.http.HttpServer;
import org.throughline.http.HttpSettings;
import org.throughline.login.smart.app.Proof;
import org.throughline.login.smart.app.Registration;

/** Programs that act by themselves: who they are is proven by assertions, and each trick with those fails. */
class BackendServiceTest {
    private static final TestProduct PRODUCT = TestProduct.start("--app-keys-on-private-network=true");
    private static final String TOKEN = PRODUCT.home() + "/oauth/token";
    private static final String SCOPE = "&scope=system/Patient.rs";
    private static AppFixture apps;
    private static String service;

    @BeforeAll
    static void registerService() {
        apps = new AppFixture(PRODUCT);
        PRODUCT.send("PUT", "Patient/p", "{'resourceType':'Patient','id':'p'}");
        PRODUCT.send(
                "PUT",
                "Flag/f",
                "{'resourceType':'Flag','id':'f','status':'active','code':{'text':'x'},'subject':{'reference':'Patient/p'}}");
        service = apps.service("system/Patient.rs system/Observation.rs", Assertion.PUBLIC_KEYS, null);
    }

    private static Assertion assertion() {
        return Assertion.of(service, TOKEN);
    }

    private static Reply ask(String form) {
        return PRODUCT.anonymous("POST", TOKEN)
                .form("grant_type=client_credentials" + SCOPE + "&" + form)
                .send();
    }

    private static Reply get(String token, String target) {
        return PRODUCT.anonymous("GET", target)
                .header("Authorization", "Bearer " + token)
                .send();
    }

    private static void refused(String form) {
        Reply reply = ask(form);
        assertTrue(reply.status() == 400 || reply.status() == 401, reply.toString());
        assertNull(reply.json().text("access_token"));
    }

    @Test
    void aServiceGetsWhatWasRegisteredForItForFiveMinutes() {
        for (Assertion assertion : List.of(assertion(), assertion().by(Assertion.RSA, JWSAlgorithm.RS384))) {
            Reply reply = ask(assertion.form());
            assertEquals(200, reply.status(), reply.toString());
            assertEquals("no-store", reply.header("Cache-Control"));
            assertEquals("system/Patient.rs", reply.json().text("scope"));
            assertEquals("Bearer", reply.json().text("token_type"));
            assertTrue(reply.text().contains("\"expires_in\":300"), reply.text());
            assertNull(reply.json().text("refresh_token"));
            String token = reply.json().text("access_token");
            assertEquals(200, get(token, "Patient/p").status());
            assertEquals(403, get(token, "Flag/f").status());
        }
    }

    @Test
    void itCannotHaveMoreThanWasRegistered() {
        for (String scope :
                List.of("system/*.rs", "system/Patient.cruds", "system/Flag.rs", "user/Patient.rs", "openid", "")) {
            Reply reply = PRODUCT.anonymous("POST", TOKEN)
                    .form("grant_type=client_credentials&scope=" + scope + "&"
                            + assertion().form())
                    .send();
            assertEquals(400, reply.status(), scope + ": " + reply);
            assertEquals("invalid_scope", reply.json().text("error"));
        }
    }

    @Test
    void anAssertionIsGoodForOnce() {
        String form = assertion().form();
        assertEquals(200, ask(form).status());
        refused(form);
    }

    @Test
    void anAssertionMustBeForThisEndpointAlone() {
        refused(assertion().to("https://elsewhere.example.org/oauth/token").form());
        refused(assertion()
                .to(TOKEN, "https://elsewhere.example.org/oauth/token")
                .form());
        refused(assertion().to(PRODUCT.home()).form());
    }

    @Test
    void anAssertionRunsOutWithinFiveMinutes() {
        refused(assertion().until(Instant.now().minusSeconds(120)).form());
        refused(assertion().until(Instant.now().plusSeconds(600)).form());
    }

    @Test
    void onlyKeysOfTheServiceCount() {
        refused(assertion().by(Assertion.ec("ec-1"), JWSAlgorithm.ES384).form());
        refused(assertion().by(Assertion.ec("other"), JWSAlgorithm.ES384).form());
        refused(Assertion.of("nobody", TOKEN).form());
    }

    @Test
    void algorithmsCannotBeConfused() throws Exception {
        refused(Assertion.form(new PlainJWT(assertion().claims()).serialize()));
        SignedJWT hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS384).keyID("rsa-1").build(),
                assertion().claims());
        hmac.sign(
                new MACSigner(new JWKSet(Assertion.RSA.toPublicJWK()).toString().getBytes(UTF_8)));
        refused(Assertion.form(hmac.serialize()));
        refused(assertion().by(Assertion.RSA, JWSAlgorithm.RS256).form());
    }

    @Test
    void whatIsNotAnAssertionIsRefused() {
        refused("client_id=" + service);
        refused("client_id=" + service + "&client_secret=x");
        refused(Assertion.form("nonsense"));
        String signed = assertion().signed();
        String another = assertion().signed();
        refused(Assertion.form(
                another.substring(0, another.lastIndexOf('.')) + signed.substring(signed.lastIndexOf('.'))));
        assertEquals(400, PRODUCT.anonymous("POST", TOKEN).form("x").send().status());
        assertEquals(405, PRODUCT.anonymous("GET", TOKEN).send().status());
        Reply other = PRODUCT.anonymous("POST", TOKEN)
                .form("grant_type=password&username=admin&password=x&"
                        + assertion().form())
                .send();
        assertEquals(400, other.status());
    }

    @Test
    void anAppOfPeopleCannotActByItself() {
        String app = apps.register(new Registration(
                        "For people",
                        "",
                        Proof.KEYS,
                        List.of("https://app.example.org/back"),
                        null,
                        AppFixture.scopes("user/Patient.rs"),
                        Assertion.PUBLIC_KEYS,
                        null,
                        false,
                        false,
                        false))
                .app()
                .clientId();
        Reply reply = PRODUCT.anonymous("POST", TOKEN)
                .form("grant_type=client_credentials" + SCOPE + "&"
                        + Assertion.of(app, TOKEN).form())
                .send();
        assertEquals("unauthorized_client", reply.json().text("error"));
    }

    @Test
    void aDisabledServiceLosesItsTokensAtOnce() {
        String id = apps.service("system/Patient.rs", Assertion.PUBLIC_KEYS, null);
        String token = ask(Assertion.of(id, TOKEN).form()).json().text("access_token");
        assertEquals(200, get(token, "Patient/p").status());

        PRODUCT.apps().apps().enable(AppFixture.ADMIN, id, false);

        assertEquals(401, get(token, "Patient/p").status());
        refused(Assertion.of(id, TOKEN).form());
        PRODUCT.apps().apps().enable(AppFixture.ADMIN, id, true);
        assertEquals(200, get(token, "Patient/p").status());
    }

    @Test
    void whatIsTakenFromARegistrationIsTakenFromItsTokens() {
        String id = apps.service("system/Patient.rs system/Flag.rs", Assertion.PUBLIC_KEYS, null);
        Reply issued = PRODUCT.anonymous("POST", TOKEN)
                .form("grant_type=client_credentials&scope=system/Patient.rs+system/Flag.rs&"
                        + Assertion.of(id, TOKEN).form())
                .send();
        String token = issued.json().text("access_token");
        assertEquals(200, get(token, "Flag/f").status());

        apps.change(id, "system/Patient.rs");

        assertEquals(403, get(token, "Flag/f").status());
        assertEquals(200, get(token, "Patient/p").status());
    }

    @Test
    void keysAreFetchedKeptAndFetchedAnewWhenTheyHaveChanged() throws IOException {
        AtomicInteger fetched = new AtomicInteger();
        AtomicReference<String> keys = new AtomicReference<>(Assertion.PUBLIC_KEYS);
        HttpServer server = HttpServer.start(
                HttpSettings.loopback(0),
                request -> {
                    fetched.incrementAndGet();
                    return Answer.of(200, "application/json", keys.get()).with("Cache-Control", "max-age=600");
                },
                Answer::of);
        try (server) {
            String id = apps.service("system/Patient.rs", null, "http://127.0.0.1:" + server.port() + "/keys");
            assertEquals(200, ask(Assertion.of(id, TOKEN).form()).status());
            assertEquals(200, ask(Assertion.of(id, TOKEN).form()).status());
            assertEquals(1, fetched.get());

            keys.set(new JWKSet(Assertion.ec("ec-2").toPublicJWK()).toString());
            refused(Assertion.of(id, TOKEN)
                    .by(Assertion.ec("ec-3"), JWSAlgorithm.ES384)
                    .form());
            assertEquals(1, fetched.get(), "an unknown key must not have them fetched at will");
        }
    }
}
