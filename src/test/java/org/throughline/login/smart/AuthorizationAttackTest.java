package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.login.smart.Person.encoded;
import static org.throughline.login.smart.Person.location;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;

/** What somebody tries who wants access that nobody granted. */
class AuthorizationAttackTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String SCOPE = "openid user/Patient.rs offline_access";
    private static AppFixture apps;
    private static Person admin;
    private static String app;

    @BeforeAll
    static void anApp() {
        apps = new AppFixture(PRODUCT);
        PRODUCT.send("PUT", "Patient/ada", "{'resourceType':'Patient','id':'ada'}");
        admin = new Person(PRODUCT.home()).loggedIn("admin", TestProduct.PASSWORD);
        app = apps.browserApp(SCOPE);
    }

    private static Flow flow() {
        return new Flow(PRODUCT, app, SCOPE);
    }

    private static int read(Reply tokens) {
        return PRODUCT.anonymous("GET", "Patient/ada")
                .header("Authorization", "Bearer " + tokens.json().text("access_token"))
                .send()
                .status();
    }

    /** The person is told; no browser is sent anywhere. */
    private static void toldToThePerson(Flow flow) {
        HttpResponse<String> asked = flow.ask(admin);
        assertEquals(400, asked.statusCode(), asked.body());
        assertEquals("", location(asked));
    }

    /** The app is told, at its registered address. */
    private static void toldToTheApp(String error, Flow flow) {
        HttpResponse<String> asked = flow.ask(admin);
        assertTrue(location(asked).startsWith(Flow.REDIRECT + "?"), location(asked));
        Map<String, String> answer = Flow.answer(asked);
        assertEquals(error, answer.get("error"), answer.toString());
        assertEquals(PRODUCT.home(), answer.get("iss"));
        assertFalse(answer.containsKey("code"));
    }

    @Test
    void noBrowserIsSentToAnAddressThatIsNotRegistered() {
        for (String redirect : List.of(
                "https://evil.example.org/back",
                Flow.REDIRECT + "/",
                Flow.REDIRECT + "?x=y",
                Flow.REDIRECT + "#x",
                "https://app.example.org/back/../evil",
                "https://app.example.org:443/back",
                "https://APP.example.org/back",
                "http://app.example.org/back",
                "//app.example.org/back",
                "javascript:alert(1)",
                "/patients",
                "")) {
            toldToThePerson(flow().with("redirect_uri", redirect));
        }
        toldToThePerson(flow().without("redirect_uri"));
        toldToThePerson(flow().with("client_id", "unknown"));
        toldToThePerson(flow().without("client_id"));
        HttpResponse<String> twice =
                admin.get("/oauth/authorize?" + flow().query() + "&redirect_uri=https%3A%2F%2Fevil.org");
        assertEquals(400, twice.statusCode());
    }

    @Test
    void aRequestWithoutItsSafeguardsIsRefused() {
        toldToTheApp("invalid_request", flow().without("code_challenge").without("code_challenge_method"));
        toldToTheApp("invalid_request", flow().with("code_challenge_method", "plain"));
        toldToTheApp("invalid_request", flow().without("code_challenge_method"));
        toldToTheApp("invalid_request", flow().without("aud"));
        toldToTheApp("invalid_request", flow().with("aud", "https://evil.example.org/fhir"));
        toldToTheApp("invalid_request", flow().with("response_mode", "fragment"));
        toldToTheApp("unsupported_response_type", flow().with("response_type", "token"));
        toldToTheApp("unsupported_response_type", flow().with("response_type", "code id_token"));
        toldToTheApp("request_not_supported", flow().with("request", "eyJhbGciOiJub25lIn0.e30."));
        toldToTheApp("interaction_required", flow().with("prompt", "none"));
        HttpResponse<String> stateless = flow().without("state").ask(admin);
        assertEquals("invalid_request", Flow.answer(stateless).get("error"));
    }

    @Test
    void scopesBeyondWhatWasRegisteredAreNotOffered() {
        toldToTheApp("invalid_scope", flow().with("scope", "system/*.cruds"));
        toldToTheApp("invalid_scope", flow().with("scope", "user/*.cruds launch/patient"));
        toldToTheApp("invalid_scope", flow().with("scope", "user/Patient.sr"));
        toldToTheApp("invalid_scope", flow().with("scope", "openid user/Patient.rs?name=x"));
        toldToTheApp("invalid_scope", flow().with("scope", "openid user/Patient.rs?gender:not=male"));
        toldToTheApp("invalid_scope", flow().without("scope"));
        Reply tokens = flow().with("scope", "openid user/Patient.rs user/*.cruds system/*.rs unknown")
                .tokens(admin, "");
        assertEquals("openid user/Patient.rs", tokens.json().text("scope"));
    }

    @Test
    void aCodeIsGoodForOnceAndItsSecondUseEndsWhatTheFirstGave() {
        Flow flow = flow();
        String code = flow.code(admin, "");
        Reply first = flow.exchange(code);
        assertEquals(200, read(first));

        assertEquals("invalid_grant", flow.exchange(code).json().text("error"));

        assertEquals(401, read(first));
        assertEquals(400, flow.refresh(first.json().text("refresh_token")).status());
    }

    @Test
    void ofManyWhoShowACodeAtOnceAtMostOneGetsTokensAndNotForLong() throws Exception {
        Flow flow = flow();
        String code = flow.code(admin, "");
        List<Reply> replies = new ArrayList<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> futures = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                futures.add(crowd.submit(() -> flow.exchange(code)));
            }
            for (Future<Reply> future : futures) {
                replies.add(future.get());
            }
        }
        List<Reply> served =
                replies.stream().filter(reply -> reply.status() == 200).toList();
        assertEquals(1, served.size());
        assertEquals(401, read(served.getFirst()));
    }

    @Test
    void aCodeIsOfNoUseToAnybodyElse() {
        Flow flow = flow();
        String code = flow.code(admin, "");
        String other = apps.browserApp(SCOPE);
        String form = "grant_type=authorization_code&code=" + code + "&code_verifier=" + flow.verifier.getValue()
                + "&redirect_uri=" + encoded(Flow.REDIRECT);
        assertEquals(
                "invalid_grant", flow.token(form + "&client_id=" + other).json().text("error"));
        assertEquals(200, flow.exchange(code).status(), "its own app can still use it");
    }

    @Test
    void aCodeNeedsTheVerifierOfItsChallengeAndTheAddressThatItWasSentTo() {
        for (String wrong : List.of(
                "&code_verifier=" + new CodeVerifier().getValue() + "&redirect_uri=" + encoded(Flow.REDIRECT),
                "&redirect_uri=" + encoded(Flow.REDIRECT),
                "&code_verifier=VERIFIER&redirect_uri=" + encoded("https://evil.example.org/back"),
                "&code_verifier=VERIFIER")) {
            Flow flow = flow();
            Reply refused = flow.token("grant_type=authorization_code&client_id=" + app + "&code="
                    + flow.code(admin, "") + wrong.replace("VERIFIER", flow.verifier.getValue()));
            assertEquals("invalid_grant", refused.json().text("error"), wrong);
        }
    }

    @Test
    void aCodeRunsOutInAMinute() {
        Flow flow = flow();
        String code = flow.code(admin, "");
        PRODUCT.database()
                .inTransaction(connection ->
                        Sql.change(connection, "UPDATE app_code SET expires = expires - interval '61 seconds'"));
        assertEquals("invalid_grant", flow.exchange(code).json().text("error"));
    }

    @Test
    void aRefreshTokenIsOfNoUseToAnotherAppNorAsAnAccessToken() {
        Flow flow = flow();
        Reply tokens = flow.tokens(admin, "");
        String refresh = tokens.json().text("refresh_token");
        String other = apps.browserApp(SCOPE);
        assertEquals(
                "invalid_grant",
                flow.token("grant_type=refresh_token&client_id=" + other + "&refresh_token=" + refresh)
                        .json()
                        .text("error"));
        assertEquals(
                401,
                PRODUCT.anonymous("GET", "Patient/ada")
                        .header("Authorization", "Bearer " + refresh)
                        .send()
                        .status());
        assertEquals(
                "invalid_grant",
                flow.refresh(tokens.json().text("access_token")).json().text("error"));
        assertEquals(200, flow.refresh(refresh).status());
    }

    @Test
    void noOtherSiteDecidesForAPerson() {
        String consent = location(flow().ask(admin));
        assertEquals(200, admin.get(consent).statusCode());
        assertEquals(
                403, admin.postWithout(consent, "decision=allow&scope=openid").statusCode());

        Person attacker = apps.person("attacker");
        String token = attacker.formToken();
        assertEquals(
                403,
                admin.postWithout(consent, "decision=allow&scope=openid&form-token=" + token)
                        .statusCode());
        assertEquals(303, admin.post(consent, "decision=allow&scope=openid").statusCode());
    }

    @Test
    void whatAFormSaysIsNeverMoreThanThePersonMaySee() {
        PRODUCT.send(
                "PUT",
                "Flag/f",
                "{'resourceType':'Flag','id':'f','status':'active','code':{'text':'x'},"
                        + "'subject':{'reference':'Patient/ada'}}");
        Person clerk = apps.person("clerk");
        String broad = apps.browserApp("user/*.cruds");
        Flow flow = new Flow(PRODUCT, broad, "user/*.cruds");
        Reply tokens = flow.tokens(clerk, "");
        assertEquals("user/*.cruds", tokens.json().text("scope"));
        assertEquals(
                403,
                PRODUCT.anonymous("GET", "Flag/f")
                        .header("Authorization", "Bearer " + tokens.json().text("access_token"))
                        .send()
                        .status());
    }

    @Test
    void consentPagesCannotBeFramedAndTellOthersNothing() {
        for (String page : List.of(location(flow().ask(admin)), "/oauth/authorize?client_id=x", "/account/access")) {
            HttpResponse<String> shown = admin.get(page);
            String policy =
                    shown.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
            assertTrue(policy.contains("default-src 'none'"), policy);
            assertEquals("no-store", shown.headers().firstValue("Cache-Control").orElse(""));
            assertEquals(
                    "same-origin", shown.headers().firstValue("Referrer-Policy").orElse(""));
        }
    }

    @Test
    void namesOfAppsAreShownAsTextOnly() {
        String odd = apps.named("<script>alert(1)</script>");
        String page =
                admin.get(location(new Flow(PRODUCT, odd, "openid").ask(admin))).body();
        assertTrue(page.contains("&lt;script"), page);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void aDisabledAppGetsNothing() {
        String id = apps.browserApp(SCOPE);
        Flow flow = new Flow(PRODUCT, id, SCOPE);
        Reply tokens = flow.tokens(admin, "");
        String consent = location(flow.ask(admin));
        assertEquals(200, read(tokens));

        PRODUCT.apps().apps().enable(AppFixture.ADMIN, id, false);

        assertEquals(401, read(tokens));
        assertEquals(401, flow.refresh(tokens.json().text("refresh_token")).status());
        assertEquals(404, admin.get(consent).statusCode());
        toldToThePerson(flow);
    }
}
