package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.login.smart.Person.location;

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestAccounts;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;

/** Apps of patients and of those who act for them, and the visit that an app is opened for. */
class OwnRecordTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String SCOPE = "launch/patient openid fhirUser patient/Patient.rs patient/Condition.rs";
    private static String app;
    private static Person ada;

    @BeforeAll
    static void recordsAndAnApp() {
        for (String patient : List.of("ada", "ben", "cai", "dan")) {
            PRODUCT.send(
                    "PUT",
                    "Patient/" + patient,
                    "{'resourceType':'Patient','id':'" + patient + "','birthDate':'2015-02-03',"
                            + "'name':[{'family':'Family of " + patient + "','given':['" + patient + "']}]}");
            of(patient, "Condition", "'code':{'text':'x'}");
            of(patient, "Encounter", "'status':'finished','class':{'code':'AMB'},'period':{'start':'2026-01-02'}");
        }
        PRODUCT.send(
                "PUT",
                "RelatedPerson/mother",
                "{'resourceType':'RelatedPerson','id':'mother','patient':{'reference':'Patient/ben'}}");
        TestAccounts accounts = new TestAccounts(PRODUCT);
        accounts.patient("ada", "Ada", "ada");
        accounts.proxy("mother", "Mother", "mother", "proxy", "ben");
        accounts.proxy("father", "Father", "mother", "proxy", "ben");
        change("INSERT INTO held_role (account, role, patient) SELECT h.account, h.role, 'cai' FROM held_role h"
                + " JOIN account a ON a.account = h.account WHERE a.name = 'father'");
        app = new AppFixture(PRODUCT).browserApp(SCOPE + " launch/encounter patient/Encounter.rs user/Patient.rs");
        ada = new Person(PRODUCT.home()).loggedIn("ada", TestProduct.PASSWORD);
    }

    private static void of(String patient, String type, String content) {
        PRODUCT.send(
                "PUT",
                type + "/" + patient,
                "{'resourceType':'" + type + "','id':'" + patient + "'," + content + ",'subject':{'reference':'Patient/"
                        + patient + "'}}");
    }

    private static void change(String sql) {
        PRODUCT.database().inTransaction(connection -> Sql.change(connection, sql));
    }

    private static Flow flow(String scope) {
        return new Flow(PRODUCT, app, scope);
    }

    private static int read(String token, String target) {
        return PRODUCT.anonymous("GET", target)
                .header("Authorization", "Bearer " + token)
                .send()
                .status();
    }

    private static String token(Reply tokens) {
        return String.valueOf(tokens.json().text("access_token"));
    }

    @Test
    void aPatientIsAskedAboutTheirOwnRecordAndNoOther() {
        String consent = location(flow(SCOPE).ask(ada));
        HttpResponse<String> sent = ada.get(consent);
        assertEquals(consent + "?patient=ada", location(sent), "there is nothing to choose");
        HttpResponse<String> page = ada.get(location(sent));
        assertTrue(page.body().contains("FAMILY OF ADA"), page.body());
        assertFalse(page.body().contains("About every patient"), "no other is spoken of");
        assertEquals(404, ada.get(consent + "?patient=ben").statusCode(), "as somebody who is not there");
        assertEquals(
                404,
                ada.post(consent, "decision=allow&patient=ben&scope=patient/Patient.rs")
                        .statusCode());

        HttpResponse<String> allowed = ada.post(consent, "decision=allow&patient=ada" + Flow.ticked(page.body()));
        assertNotNull(Flow.answer(allowed).get("code"), allowed.body());
    }

    @Test
    void thePatientsAppSeesTheirRecordAndTellsWhoTheyAre() throws Exception {
        Reply tokens = flow(SCOPE).tokens(ada, "ada");
        assertEquals("ada", tokens.json().text("patient"));
        String idToken = String.valueOf(tokens.json().text("id_token"));
        assertEquals(
                PRODUCT.base() + "/Patient/ada",
                SignedJWT.parse(idToken).getJWTClaimsSet().getStringClaim("fhirUser"));
        String token = token(tokens);
        assertEquals(200, read(token, "Condition/ada"));
        for (String other : List.of("Patient/ben", "Condition/ben")) {
            assertEquals(404, read(token, other), other);
        }
        Reply all = PRODUCT.anonymous("GET", "Condition")
                .header("Authorization", "Bearer " + token)
                .send();
        assertFalse(all.text().contains("Patient/ben"), all.text());
        assertEquals(403, read(token, "Encounter/ada"), "not what was not asked for");
    }

    @Test
    void aScopeOverManyReachesAPatientsOwnRecordOnly() {
        String token = token(flow("user/Patient.rs launch/patient").tokens(ada, "ada"));
        assertEquals(200, read(token, "Patient/ada"));
        assertEquals(404, read(token, "Patient/ben"));
    }

    @Test
    void aPatientTakesBackWhatTheyAllowed() {
        String token = token(flow(SCOPE).tokens(ada, "ada"));
        assertEquals(200, read(token, "Patient/ada"));
        String page = ada.get("/account/access").body();
        String grant = page.replaceFirst("(?s).*?name=\"grant\" value=\"(\\d+)\".*", "$1");
        assertEquals(303, ada.post("/account/access", "grant=" + grant).statusCode());
        assertEquals(401, read(token, "Patient/ada"));
    }

    @Test
    void whoActsForOnePatientIsAskedAboutThatOne() {
        Person mother = new Person(PRODUCT.home()).loggedIn("mother", TestProduct.PASSWORD);
        String consent = location(flow(SCOPE).ask(mother));
        assertEquals(consent + "?patient=ben", location(mother.get(consent)));
        Reply tokens = flow(SCOPE).tokens(mother, "ben");
        assertEquals("ben", tokens.json().text("patient"));
        String token = token(tokens);
        assertEquals(200, read(token, "Condition/ben"));
        assertEquals(404, read(token, "Condition/ada"));

        change("UPDATE held_role SET until = now() - interval '1 day' WHERE account ="
                + " (SELECT account FROM account WHERE name = 'mother')");
        long end = System.nanoTime() + 1_000_000_000L;
        while (read(token, "Condition/ben") == 200) {
            assertTrue(System.nanoTime() < end, "when it ends, it ends for the app too");
        }
    }

    @Test
    void whoActsForSeveralChoosesAmongThem() {
        Person father = new Person(PRODUCT.home()).loggedIn("father", TestProduct.PASSWORD);
        String consent = location(flow(SCOPE).ask(father));
        String page = father.get(consent).body();
        assertTrue(page.contains("?patient=ben") && page.contains("?patient=cai"), page);
        assertFalse(page.contains("?patient=ada") || page.contains("?patient=dan"), page);
        assertEquals(404, father.get(consent + "?patient=dan").statusCode());
        Reply tokens = flow(SCOPE).tokens(father, "cai");
        String token = token(tokens);
        assertEquals("cai", tokens.json().text("patient"));
        assertEquals(200, read(token, "Condition/cai"));
        assertEquals(404, read(token, "Condition/ben"), "the app was given one of the two");
    }

    @Test
    void aVisitIsChosenWhereTheAppAsksForOne() {
        Flow flow = flow("launch/encounter openid patient/Encounter.rs");
        String consent = location(flow.ask(ada));
        assertEquals(consent + "?patient=ada", location(ada.get(consent)), "a visit is somebody's");
        String page = ada.get(consent + "?patient=ada").body();
        assertTrue(page.contains("For the visit") && page.contains("<option value=\"ada\""), page);
        Map<String, String> answer =
                Flow.answer(ada.post(consent, "decision=allow&patient=ada&encounter=ada" + Flow.ticked(page)));
        Reply tokens = flow.exchange(answer.get("code"));
        assertEquals("ada", tokens.json().text("encounter"));
        assertEquals("ada", tokens.json().text("patient"));
        assertEquals(200, read(token(tokens), "Encounter/ada"));
    }

    @Test
    void nobodysElseVisitIsGivenToAnApp() {
        Flow flow = flow("launch/encounter openid patient/Encounter.rs");
        String consent = location(flow.ask(ada));
        String page = ada.get(consent + "?patient=ada").body();
        Map<String, String> answer =
                Flow.answer(ada.post(consent, "decision=allow&patient=ada&encounter=ben" + Flow.ticked(page)));
        assertNull(flow.exchange(answer.get("code")).json().text("encounter"));
    }
}
