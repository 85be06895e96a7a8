package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonObject;
import org.throughline.login.smart.app.Apps.Registered;

/** What tokens are good for, and from when on they are good for nothing: in this process at once, in others in a moment. */
class TokenLifeTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final TestProduct OTHER_PROCESS = PRODUCT.another();
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

    private static int read(TestProduct at, String token) {
        return at.anonymous("GET", at.base() + "/Patient/ada")
                .header("Authorization", "Bearer " + token)
                .send()
                .status();
    }

    private static Reply post(String endpoint, String form) {
        return PRODUCT.anonymous("POST", PRODUCT.home() + "/oauth/" + endpoint)
                .form(form)
                .send();
    }

    private static void untilRefusedElsewhere(String token) {
        long end = System.nanoTime() + 1_000_000_000L;
        while (read(OTHER_PROCESS, token) == 200) {
            assertTrue(System.nanoTime() < end, "another process must know within a moment");
        }
    }

    @Test
    void anAppGivesAnAccessTokenBack() {
        Reply tokens = flow().tokens(admin, "");
        String token = tokens.json().text("access_token");
        assertEquals(200, read(PRODUCT, token));
        assertEquals(200, read(OTHER_PROCESS, token));

        assertEquals(200, post("revoke", "client_id=" + app + "&token=" + token).status());

        assertEquals(401, read(PRODUCT, token));
        untilRefusedElsewhere(token);
        assertEquals(200, flow().refresh(tokens.json().text("refresh_token")).status());
    }

    @Test
    void aRefreshTokenThatIsGivenBackEndsAll() {
        Reply tokens = flow().tokens(admin, "");
        String token = tokens.json().text("access_token");
        String refresh = tokens.json().text("refresh_token");
        assertEquals(200, read(PRODUCT, token));

        assertEquals(
                200, post("revoke", "client_id=" + app + "&token=" + refresh).status());

        assertEquals(401, read(PRODUCT, token));
        assertEquals(400, flow().refresh(refresh).status());
    }

    @Test
    void nobodyGivesBackWhatIsNotTheirs() {
        String token = flow().tokens(admin, "").json().text("access_token");
        String other = apps.browserApp(SCOPE);
        assertEquals(
                200, post("revoke", "client_id=" + other + "&token=" + token).status());
        assertEquals(200, post("revoke", "client_id=" + app + "&token=unknown").status());
        assertEquals(401, post("revoke", "client_id=unknown&token=" + token).status());
        assertEquals(200, read(PRODUCT, token));
    }

    @Test
    void aPersonTakesBackWhatTheyGranted() {
        String token = flow().tokens(admin, "").json().text("access_token");
        String page = admin.get("/account/access").body();
        String grant = page.replaceFirst("(?s).*?name=\"grant\" value=\"(\\d+)\".*", "$1");
        assertEquals(200, read(OTHER_PROCESS, token));

        Person somebody = apps.person("somebody");
        assertEquals(404, somebody.post("/account/access", "grant=" + grant).statusCode());
        assertEquals(200, read(PRODUCT, token));
        assertEquals(303, admin.post("/account/access", "grant=" + grant).statusCode());

        assertEquals(401, read(PRODUCT, token));
        untilRefusedElsewhere(token);
    }

    @Test
    void whoeverIsDisabledOrLosesARoleLosesItInTheirAppsToo() {
        Person clerk = apps.person("clerk");
        String token = flow().tokens(clerk, "").json().text("access_token");
        assertEquals(200, read(PRODUCT, token));
        change("UPDATE role SET name = name || '!' WHERE code = 'front-desk'");
        assertEquals(200, read(PRODUCT, token));

        change("DELETE FROM held_role WHERE account = (SELECT account FROM account WHERE name = 'clerk')");
        soon(403, token);
        change("UPDATE account SET disabled = now() WHERE name = 'clerk'");
        soon(401, token);
    }

    private static void change(String sql) {
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, sql));
    }

    private static void soon(int status, String token) {
        long end = System.nanoTime() + 1_000_000_000L;
        while (read(PRODUCT, token) != status) {
            assertTrue(System.nanoTime() < end, "not " + status + " within a moment");
        }
    }

    @Test
    void introspectionTellsAnAppAboutItsOwnTokens() {
        Registered secret = apps.secretApp(SCOPE + " fhirUser launch/patient patient/Patient.rs");
        String id = secret.app().clientId();
        Flow flow = new Flow(PRODUCT, id, "openid launch/patient patient/Patient.rs");
        Reply tokens = flow.token("grant_type=authorization_code&client_id=" + id + "&client_secret=" + secret.secret()
                + "&redirect_uri=" + Person.encoded(Flow.REDIRECT) + "&code_verifier=" + flow.verifier.getValue()
                + "&code=" + flow.code(admin, "ada"));
        String proof = "&client_id=" + id + "&client_secret=" + secret.secret();
        JsonObject told = post("introspect", "token=" + tokens.json().text("access_token") + proof)
                .json();
        assertEquals(JsonBoolean.TRUE, told.get("active"));
        assertEquals("openid launch/patient patient/Patient.rs", told.text("scope"));
        assertEquals(id, told.text("client_id"));
        assertEquals("ada", told.text("patient"));
        assertEquals(PRODUCT.home(), told.text("iss"));
        assertTrue(told.has("exp") && told.has("sub"), told.toString());

        String ofAnother = flow().tokens(admin, "").json().text("access_token");
        assertEquals(
                "{\"active\":false}",
                post("introspect", "token=" + ofAnother + proof).text());
        assertEquals(
                "{\"active\":false}",
                post("introspect", "token=unknown" + proof).text());
        for (String wrong :
                List.of("", "&client_id=" + id, "&client_id=" + id + "&client_secret=x", "&client_id=" + app)) {
            int status = post("introspect", "token=" + ofAnother + wrong).status();
            assertTrue(status == 400 || status == 401, wrong + ": " + status);
        }
    }

    @Test
    void aResourceServerAsksAboutAllTokensWithATokenOfItsOwn() {
        String service = apps.introspector();
        String own = PRODUCT.anonymous("POST", PRODUCT.home() + "/oauth/token")
                .form("grant_type=client_credentials&scope=system/Patient.rs&"
                        + Assertion.of(service, PRODUCT.home() + "/oauth/token").form())
                .send()
                .json()
                .text("access_token");
        String token = flow().tokens(admin, "").json().text("access_token");

        assertTrue(introspect(own, token).text().contains("\"active\":true"));
        assertFalse(introspect(token, own).text().contains("true"), "others ask about their own only");
        assertEquals(401, introspect("unknown", token).status());
    }

    private static Reply introspect(String bearer, String token) {
        return PRODUCT.anonymous("POST", PRODUCT.home() + "/oauth/introspect")
                .header("Authorization", "Bearer " + bearer)
                .form("token=" + token)
                .send();
    }

    @Test
    void whatHasRunOutIsSweptAway() {
        Reply tokens = flow().tokens(admin, "");
        change("UPDATE app_token SET expires = now() - interval '1 minute'");
        change("UPDATE app_grant SET begun = begun - interval '2 hours'");
        PRODUCT.apps().tokens().sweep();
        long left = PRODUCT.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT (SELECT count(*) FROM app_token) + (SELECT count(*) FROM app_grant)"
                                        + " + (SELECT count(*) FROM app_code)")
                        .orElseThrow());
        assertEquals(0, left);
        assertEquals(401, read(PRODUCT, tokens.json().text("access_token")));
    }

    @Test
    void everyActIsInTheAudit() {
        Reply tokens = flow().tokens(admin, "");
        flow().refresh(tokens.json().text("refresh_token"));
        post("revoke", "client_id=" + app + "&token=" + tokens.json().text("access_token"));
        post("token", "grant_type=refresh_token&client_id=unknown&refresh_token=x");
        String trail = PRODUCT.get("AuditEvent?_count=200").text();
        for (String act : List.of("register-app", "authorize-app", "issue-token", "revoke-app")) {
            assertTrue(trail.contains("\"" + act + "\""), act);
        }
        assertTrue(trail.contains("HTTP 401"), "refusals too");
    }
}
