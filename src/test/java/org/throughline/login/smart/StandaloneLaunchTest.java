package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.login.smart.Person.location;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;

/** Apps that are opened from outside: what a person grants them, and what they get. */
class StandaloneLaunchTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String ALL =
            "launch/patient openid fhirUser profile offline_access patient/*.cruds user/Patient.rs";
    private static AppFixture apps;
    private static Person admin;
    private static String app;

    @BeforeAll
    static void recordsAndAnApp() {
        apps = new AppFixture(PRODUCT);
        for (String patient : List.of("ada", "bob")) {
            PRODUCT.send(
                    "PUT",
                    "Patient/" + patient,
                    "{'resourceType':'Patient','id':'" + patient + "','name':[{'family':'" + patient + "'}]}");
            PRODUCT.send(
                    "PUT",
                    "Flag/" + patient,
                    "{'resourceType':'Flag','id':'" + patient
                            + "','status':'active','code':{'text':'x'},'subject':{'reference':'Patient/" + patient
                            + "'}}");
        }
        PRODUCT.send("PUT", "Practitioner/house", "{'resourceType':'Practitioner','id':'house'}");
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "UPDATE account SET subject_type = 'Practitioner', subject_id = 'house' WHERE name = 'admin'"));
        admin = new Person(PRODUCT.home()).loggedIn("admin", TestProduct.PASSWORD);
        app = apps.browserApp(ALL);
    }

    private static Flow flow(String scope) {
        return new Flow(PRODUCT, app, scope);
    }

    private static Reply get(String token, String target) {
        return PRODUCT.anonymous("GET", target)
                .header("Authorization", "Bearer " + token)
                .send();
    }

    private static void granted(String token, String target) {
        assertEquals(200, get(token, target).status(), target);
    }

    @Test
    void aScopeOfThePatientReachesNobodyElsesRecord() {
        String token = flow("launch/patient patient/Patient.rs patient/Flag.rs")
                .tokens(admin, "ada")
                .json()
                .text("access_token");
        granted(token, "Flag/ada");
        assertEquals(404, get(token, "Flag/bob").status());
        assertEquals(404, get(token, "Patient/bob").status());
        assertEquals(404, get(token, "Flag/bob/_history").status());
        for (String search :
                List.of("Flag", "Flag?_id=bob,ada", "Flag?_include=*", "Patient?_revinclude=Flag:subject")) {
            String found = get(token, search).text();
            assertTrue(found.contains("Patient/ada") && !found.contains("/bob"), search + ": " + found);
        }
        assertEquals(403, get(token, "Practitioner/house").status());
    }

    @Test
    void aScopeWithAConditionReachesWhatMeetsItOnly() {
        observation("lab", "laboratory");
        observation("pulse", "vital-signs");
        String laboratory =
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";
        Reply tokens = flow("launch/patient " + laboratory).tokens(admin, "ada");
        assertEquals("launch/patient " + laboratory, tokens.json().text("scope"));
        String token = tokens.json().text("access_token");
        granted(token, "Observation/lab");
        assertEquals(404, get(token, "Observation/pulse").status());
        String found = get(token, "Observation?patient=ada").text();
        assertTrue(found.contains("Observation/lab") && !found.contains("pulse"), found);
    }

    private static void observation(String id, String category) {
        PRODUCT.send(
                "PUT",
                "Observation/" + id,
                "{'resourceType':'Observation','id':'" + id + "','status':'final','code':{'text':'x'},"
                        + "'subject':{'reference':'Patient/ada'},'category':[{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/observation-category','code':'" + category
                        + "'}]}]}");
    }

    @Test
    void anAppGetsWhatThePersonAllowsForThePatientWhomThePersonChose() {
        Flow flow = flow("launch/patient patient/Patient.rs patient/Flag.rs");
        HttpResponse<String> asked = flow.ask(admin);
        assertEquals(303, asked.statusCode());
        assertTrue(location(asked).startsWith("/oauth/consent/"), location(asked));
        String picker = admin.get(location(asked)).body();
        assertTrue(picker.contains("?patient=ada"), picker);

        Map<String, String> answer = Flow.answer(flow.allowed(admin, "ada"));
        assertEquals("a state of the app", answer.get("state"));
        assertEquals(PRODUCT.home(), answer.get("iss"));

        Reply tokens = flow.exchange(answer.get("code"));
        assertEquals(200, tokens.status(), tokens.toString());
        assertEquals("ada", tokens.json().text("patient"));
        assertEquals(
                "launch/patient patient/Patient.rs patient/Flag.rs",
                tokens.json().text("scope"));
        assertEquals("Bearer", tokens.json().text("token_type"));
        assertTrue(tokens.text().contains("\"expires_in\":3600"), tokens.text());
        assertTrue(tokens.text().contains("\"need_patient_banner\":true"), tokens.text());
        assertNull(tokens.json().text("refresh_token"));
        assertNull(tokens.json().text("id_token"));
        String style = tokens.json().text("smart_style_url");
        assertEquals("#f6f7f9", PRODUCT.anonymous("GET", style).send().json().text("color_background"));
        String token = tokens.json().text("access_token");
        granted(token, "Flag/ada");
        assertEquals(403, get(token, "Practitioner/house").status());
    }

    @Test
    void scopesOfVersionOneAreGrantedInTheirOwnWords() {
        Reply tokens =
                flow("launch/patient patient/Patient.read patient/*.read").tokens(admin, "ada");
        assertEquals("launch/patient patient/*.read", tokens.json().text("scope"));
        granted(tokens.json().text("access_token"), "Flag/ada");
    }

    @Test
    void eachScopeCanBeRefused() {
        Flow flow = flow("launch/patient patient/Patient.rs patient/Flag.rs offline_access");
        String consent = location(flow.ask(admin));
        String page = admin.get(consent + "?patient=ada").body();
        assertTrue(page.contains("See name, birth date, address and other personal details"), page);
        HttpResponse<String> decided = admin.post(consent, "decision=allow&patient=ada&scope=patient/Patient.rs");
        Reply tokens = flow.exchange(Flow.answer(decided).get("code"));

        assertEquals("launch/patient patient/Patient.rs", tokens.json().text("scope"));
        assertNull(tokens.json().text("refresh_token"));
        assertEquals(403, get(tokens.json().text("access_token"), "Flag/ada").status());
    }

    @Test
    void aWildcardCanBeNarrowedToTypesAndCategories() {
        Flow flow = flow("launch/patient patient/*.rs");
        String consent = location(flow.ask(admin));
        admin.get(consent + "?patient=ada");
        String laboratory =
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";
        HttpResponse<String> decided = admin.post(
                consent, "decision=allow&patient=ada&scope=patient/Patient.rs&scope=" + Person.encoded(laboratory));
        Reply tokens = flow.exchange(Flow.answer(decided).get("code"));

        assertEquals(
                "launch/patient patient/Patient.rs " + laboratory, tokens.json().text("scope"));
    }

    @Test
    void whatWasNotAskedForCannotBeAddedByWhoeverFakesTheForm() {
        Flow flow = flow("launch/patient patient/Patient.rs");
        String consent = location(flow.ask(admin));
        admin.get(consent + "?patient=ada");
        HttpResponse<String> decided = admin.post(
                consent,
                "decision=allow&patient=ada&scope=patient/Patient.rs&scope=user/Patient.rs&scope=patient/*.cruds");
        Reply tokens = flow.exchange(Flow.answer(decided).get("code"));

        assertEquals("launch/patient patient/Patient.rs", tokens.json().text("scope"));
    }

    @Test
    void whoeverAllowsNothingSendsTheAppARefusal() {
        for (String decision : List.of("decision=refuse&scope=patient/Patient.rs", "decision=allow")) {
            Flow flow = flow("launch/patient patient/Patient.rs");
            String consent = location(flow.ask(admin));
            admin.get(consent + "?patient=ada");
            Map<String, String> answer = Flow.answer(admin.post(consent, "patient=ada&" + decision));
            assertEquals("access_denied", answer.get("error"));
            assertEquals("a state of the app", answer.get("state"));
            assertEquals(PRODUCT.home(), answer.get("iss"));
            assertEquals(
                    404,
                    admin.post(consent, "decision=allow&patient=ada&scope=patient/Patient.rs")
                            .statusCode());
        }
    }

    @Test
    void aPersonWhoIsNotLoggedInComesBackToTheQuestion() {
        Person stranger = new Person(PRODUCT.home());
        String consent = location(flow("openid").ask(stranger));
        HttpResponse<String> sent = stranger.get(consent);
        assertEquals("/login?next=" + Person.encoded(consent), location(sent));
    }

    @Test
    void requestsCanBePosted() {
        Flow flow = flow("openid");
        HttpResponse<String> asked = new Person(PRODUCT.home()).postWithout("/oauth/authorize", flow.query());
        assertEquals(303, asked.statusCode());
        assertTrue(location(asked).startsWith("/oauth/consent/"), location(asked));
    }

    @Test
    void anIdTokenTellsWhoThePersonIs() throws Exception {
        Flow flow = flow("openid fhirUser profile").with("nonce", "a nonce");
        Reply tokens = flow.tokens(admin, "");
        SignedJWT token = SignedJWT.parse(tokens.json().text("id_token"));
        String keysAt = PRODUCT.anonymous("GET", PRODUCT.home() + "/.well-known/openid-configuration")
                .send()
                .json()
                .text("jwks_uri");
        JWKSet keys = JWKSet.parse(PRODUCT.anonymous("GET", keysAt).send().text());
        JWTClaimsSet claims = token.getJWTClaimsSet();

        assertEquals("RS256", token.getHeader().getAlgorithm().getName());
        assertTrue(token.verify(new RSASSAVerifier(
                keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())));
        assertFalse(keys.containsNonPublicKeys());
        assertEquals(PRODUCT.home(), claims.getIssuer());
        assertEquals(List.of(app), claims.getAudience());
        assertEquals("a nonce", claims.getStringClaim("nonce"));
        assertEquals(PRODUCT.base() + "/Practitioner/house", claims.getStringClaim("fhirUser"));
        assertEquals("Administrator", claims.getStringClaim("name"));
        assertTrue(claims.getExpirationTime()
                .toInstant()
                .isAfter(claims.getIssueTime().toInstant()));
    }

    @Test
    void refreshTokensAreGoodForOnceAndForHalfAYear() {
        Flow flow = flow("launch/patient patient/Patient.rs offline_access");
        Reply first = flow.tokens(admin, "ada");
        String refresh = first.json().text("refresh_token");
        Reply second = flow.refresh(refresh);

        assertEquals(200, second.status(), second.toString());
        assertEquals("ada", second.json().text("patient"));
        assertNotEquals(first.json().text("access_token"), second.json().text("access_token"));
        assertNotEquals(refresh, second.json().text("refresh_token"));
        granted(second.json().text("access_token"), "Patient/ada");
        long days = PRODUCT.database()
                .read(connection -> Sql.first(
                                connection,
                                row -> row.getLong(1),
                                "SELECT min(extract(day FROM expires - issued)) FROM app_token WHERE kind = 'REFRESH'")
                        .orElseThrow());
        assertTrue(days >= 92, "three months at least, not " + days + " days");

        assertEquals("invalid_grant", flow.refresh(refresh).json().text("error"));
        String lost = second.json().text("access_token");
        assertEquals(401, get(lost, "Patient/ada").status());
        assertEquals(401, get(first.json().text("access_token"), "Patient/ada").status());
        assertEquals(400, flow.refresh(second.json().text("refresh_token")).status());
    }

    @Test
    void anAppInABrowserNeedNotSayWhoItIsWhenItRefreshesOthersMust() {
        Flow flow = flow("openid user/Patient.rs offline_access");
        String refresh = flow.tokens(admin, "").json().text("refresh_token");
        Reply again = flow.token("grant_type=refresh_token&refresh_token=" + refresh);
        assertEquals(200, again.status(), again.toString());
        assertEquals(
                400,
                flow.token("grant_type=refresh_token&refresh_token=" + refresh).status());
        assertEquals(
                401,
                flow.token("grant_type=refresh_token&refresh_token=unknown").status());

        var secret = apps.secretApp("openid user/Patient.rs offline_access");
        String id = secret.app().clientId();
        Flow other = new Flow(PRODUCT, id, "openid user/Patient.rs offline_access");
        Reply tokens = other.token("grant_type=authorization_code&client_id=" + id + "&client_secret="
                + secret.secret() + "&redirect_uri=" + Person.encoded(Flow.REDIRECT) + "&code_verifier="
                + other.verifier.getValue() + "&code=" + other.code(admin, ""));
        String kept = tokens.json().text("refresh_token");
        assertEquals(
                401,
                other.token("grant_type=refresh_token&refresh_token=" + kept).status());
    }

    @Test
    void aRefreshedTokenCanGrantLessAndNotMore() {
        Flow flow = flow("launch/patient patient/Patient.rs patient/Flag.rs offline_access");
        String refresh = flow.tokens(admin, "ada").json().text("refresh_token");
        Reply more = flow.token(
                "grant_type=refresh_token&client_id=" + app + "&scope=patient/*.rs&refresh_token=" + refresh);
        assertEquals("invalid_scope", more.json().text("error"));
        Reply less = flow.token(
                "grant_type=refresh_token&client_id=" + app + "&scope=patient/Flag.rs&refresh_token=" + refresh);
        assertEquals("patient/Flag.rs", less.json().text("scope"));
        assertEquals(403, get(less.json().text("access_token"), "Patient/ada").status());
        Reply all = flow.refresh(less.json().text("refresh_token"));
        granted(all.json().text("access_token"), "Patient/ada");
    }

    @Test
    void onlineAccessEndsWhenThePersonLogsOut() {
        String online = apps.browserApp("openid online_access user/Patient.rs");
        Person person = new Person(PRODUCT.home()).loggedIn("admin", TestProduct.PASSWORD);
        Flow flow = new Flow(PRODUCT, online, "openid online_access user/Patient.rs");
        Reply tokens = flow.tokens(person, "");
        Reply again = flow.refresh(tokens.json().text("refresh_token"));
        assertEquals(200, again.status(), again.toString());

        PRODUCT.database().inTransaction(connection -> Sql.change(connection, "DELETE FROM session"));

        assertEquals(400, flow.refresh(again.json().text("refresh_token")).status());
        admin.loggedIn("admin", TestProduct.PASSWORD);
    }

    @Test
    void confidentialAppsProveThemselvesWithTheirSecret() {
        var registered = apps.secretApp("openid user/Patient.rs offline_access");
        String id = registered.app().clientId();
        Flow flow = new Flow(PRODUCT, id, "openid user/Patient.rs offline_access");
        String form = "grant_type=authorization_code&redirect_uri=" + Person.encoded(Flow.REDIRECT) + "&code_verifier="
                + flow.verifier.getValue() + "&code=" + flow.code(admin, "");

        Reply wrong = PRODUCT.anonymous("POST", PRODUCT.home() + "/oauth/token")
                .header("Authorization", Flow.basic(id, "wrong"))
                .form(form)
                .send();
        assertEquals(401, wrong.status());
        assertTrue(wrong.header("WWW-Authenticate").startsWith("Basic"));
        assertEquals(401, flow.token(form + "&client_id=" + id).status());
        Reply right = PRODUCT.anonymous("POST", PRODUCT.home() + "/oauth/token")
                .header("Authorization", Flow.basic(id, registered.secret()))
                .form(form)
                .send();
        assertEquals(200, right.status(), right.toString());
        Reply refreshed = flow.token("grant_type=refresh_token&client_id=" + id + "&client_secret="
                + registered.secret() + "&refresh_token=" + right.json().text("refresh_token"));
        assertEquals(200, refreshed.status(), refreshed.toString());
    }

    @Test
    void appsWithKeysProveThemselvesWithAnAssertion() {
        String id = apps.keyApp("openid user/Patient.rs");
        Flow flow = new Flow(PRODUCT, id, "openid user/Patient.rs");
        Reply tokens = flow.token("grant_type=authorization_code&redirect_uri=" + Person.encoded(Flow.REDIRECT)
                + "&code_verifier=" + flow.verifier.getValue() + "&code=" + flow.code(admin, "") + "&"
                + Assertion.of(id, PRODUCT.home() + "/oauth/token").form());
        assertEquals(200, tokens.status(), tokens.toString());
    }
}
