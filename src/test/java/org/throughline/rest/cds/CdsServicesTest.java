package org.throughline.rest.cds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.fhir.json.JsonObject;
import org.throughline.login.smart.AppFixture;
import org.throughline.login.smart.Assertion;

/** Other systems ask what our checks say, over HTTP. */
class CdsServicesTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String SERVICES = PRODUCT.home() + "/cds-services";
    private static final String PATIENT =
            "'patient':{'resourceType':'Patient','id':'x','gender':'female','birthDate':'1960-05-06'}";
    private static final String NOTHING = "{'resourceType':'Bundle','type':'searchset'}";
    private static final String PHENELZINE = "{'resourceType':'Bundle','type':'searchset','entry':[{'resource':"
            + "{'resourceType':'MedicationRequest','id':'m','status':'active','intent':'order','subject':{'reference':'Patient/x'},"
            + "'medicationCodeableConcept':{'text':'phenelzine 15 mg tablet'}}}]}";
    private static String client;

    @BeforeAll
    static void register() {
        client = new AppFixture(PRODUCT).service("system/Patient.rs", Assertion.PUBLIC_KEYS, null);
    }

    private static String call(String hook, String context, String prefetch, String more) {
        return ("{'hook':'" + hook + "','hookInstance':'d1577c69-dfbe-44ad-ba6d-3e05e953b2ea'," + more + "'context':{"
                        + "'userId':'Practitioner/osei','patientId':'x'" + context + "},'prefetch':{" + prefetch + "}}")
                .replace('\'', '"');
    }

    private static String fluoxetine(String patient) {
        return ",'draftOrders':{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'MedicationRequest','id':'f',"
                + "'status':'draft','intent':'order','subject':{'reference':'Patient/" + patient
                + "'},'medicationCodeableConcept':{'text':'fluoxetine 20 mg capsule'}}},{'resource':{"
                + "'resourceType':'NutritionOrder','id':'n'}}]}";
    }

    private static Reply ask(String service, String body) {
        return ask(service, body, Assertion.of(client, SERVICES + "/" + service).signed());
    }

    private static Reply ask(String service, String body, String token) {
        return PRODUCT.anonymous("POST", SERVICES + "/" + service)
                .header("Authorization", "Bearer " + token)
                .body("application/json", body.getBytes(UTF_8))
                .send();
    }

    private static List<JsonObject> cards(Reply reply) {
        assertEquals(200, reply.status(), reply.toString());
        return reply.json().objects("cards");
    }

    @Test
    void whatThereIsIsToldToAnybodyWithWhatMustBeSentAlong() {
        Reply reply = PRODUCT.anonymous("GET", SERVICES).send();

        assertEquals(200, reply.status());
        List<JsonObject> services = reply.json().objects("services");
        assertEquals(
                List.of("patient-view", "order-select", "order-sign"),
                services.stream().map(each -> each.text("hook")).toList());
        JsonObject prefetch = services.getFirst().object("prefetch");
        assertNotNull(prefetch);
        assertEquals("Patient/{{context.patientId}}", prefetch.text("patient"));
    }

    @Test
    void aDangerAmongTheOrdersIsACriticalCardWithItsSourceAndWhatIsMissingIsSaid() {
        Reply reply = ask(
                "throughline-order-sign",
                call("order-sign", fluoxetine("x"), PATIENT + ",'prescriptions':" + PHENELZINE, ""));

        JsonObject danger = cards(reply).getFirst();
        assertEquals("critical", danger.text("indicator"));
        assertTrue(String.valueOf(danger.text("summary")).contains("serotonin syndrome"), reply.text());
        assertTrue(String.valueOf(danger.object("source")).contains("Phansalkar"), reply.text());
        assertTrue(reply.text().contains("\"resourceId\":\"MedicationRequest/f\""), reply.text());
        JsonObject unchecked = cards(reply).getLast();
        assertTrue(
                String.valueOf(unchecked.text("detail")).contains("the list of allergies could not be read wholly"),
                reply.text());
    }

    @Test
    void onlyWhatIsSelectedIsChecked() {
        String context = fluoxetine("x") + ",'selections':['NutritionOrder/n']";

        assertEquals(
                List.of(),
                cards(ask(
                        "throughline-order-select",
                        call("order-select", context, "'prescriptions':" + PHENELZINE, ""))));
        assertFalse(cards(ask(
                        "throughline-order-select",
                        call(
                                "order-select",
                                context.replace("NutritionOrder/n", "MedicationRequest/f"),
                                "'prescriptions':" + PHENELZINE,
                                "")))
                .isEmpty());
    }

    @Test
    void whoLooksAtAPatientIsToldOfDangersInWhatThePatientTakes() {
        String both = PHENELZINE.replace(
                "}]}",
                "},{'resource':{'resourceType':'MedicationRequest','id':'f','status':'active','intent':'order',"
                        + "'medicationCodeableConcept':{'text':'fluoxetine 20 mg capsule'}}}]}");

        assertEquals(
                List.of(),
                cards(ask(
                        "throughline-patient-view",
                        call("patient-view", "", PATIENT + ",'prescriptions':" + PHENELZINE, ""))));
        Reply reply =
                ask("throughline-patient-view", call("patient-view", "", PATIENT + ",'prescriptions':" + both, ""));
        assertEquals("critical", cards(reply).getFirst().text("indicator"), reply.text());
    }

    @Test
    void ofAPatientHereItAnswersFromTheRecordAsTheTokenMaySee() {
        PRODUCT.send(
                "PUT", "Patient/x", "{'resourceType':'Patient','id':'x','gender':'female','birthDate':'1960-05-06'}");
        PRODUCT.send(
                "PUT",
                "MedicationRequest/here",
                "{'resourceType':'MedicationRequest','id':'here','status':'active','intent':'order',"
                        + "'subject':{'reference':'Patient/x'},'medicationCodeableConcept':{'text':'phenelzine 15 mg tablet'}}");
        String server = "'fhirServer':'" + PRODUCT.home()
                + "/fhir','fhirAuthorization':{'access_token':'%s','token_type':'Bearer'},";
        String token = PRODUCT.anonymous("POST", PRODUCT.home() + "/oauth/token")
                .form("grant_type=client_credentials&scope=system/Patient.rs&"
                        + "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                        + Assertion.of(client, PRODUCT.home() + "/oauth/token").signed())
                .send()
                .json()
                .text("access_token");

        Reply reply = ask("throughline-order-sign", call("order-sign", fluoxetine("x"), "", server.formatted(token)));

        assertEquals("critical", cards(reply).getFirst().text("indicator"), reply.text());
        assertEquals(
                401,
                ask("throughline-order-sign", call("order-sign", fluoxetine("x"), "", server.formatted("wrong")))
                        .status());
    }

    @Test
    void nobodyIsServedWhoDoesNotSignForThisServiceAndThisTime() {
        String body = call("patient-view", "", PATIENT, "");
        Assertion good = Assertion.of(client, SERVICES + "/throughline-patient-view");
        String once = good.signed();

        assertEquals(200, ask("throughline-patient-view", body, once).status());
        assertEquals(401, ask("throughline-patient-view", body, once).status());
        for (String wrong : List.of(
                Assertion.of(client, SERVICES + "/throughline-order-sign").signed(),
                Assertion.of("somebody", SERVICES + "/throughline-patient-view").signed(),
                good.until(Instant.now().minusSeconds(600)).signed(),
                good.until(Instant.now().plusSeconds(6000)).signed(),
                "no.jwt.atall")) {
            assertEquals(401, ask("throughline-patient-view", body, wrong).status(), wrong);
        }
        assertEquals(
                401,
                PRODUCT.anonymous("POST", SERVICES + "/throughline-patient-view")
                        .body("application/json", body.getBytes(UTF_8))
                        .send()
                        .status());
    }

    @Test
    void whatIsNoCallIsRefusedWithItsElement() {
        Reply other = ask("throughline-order-sign", call("patient-view", "", PATIENT, ""));
        assertEquals(422, other.status());
        assertTrue(other.text().contains("hook"), other.text());
        assertEquals(
                422,
                ask("throughline-order-sign", call("order-sign", fluoxetine("somebody"), "", ""))
                        .status());
        assertEquals(
                422,
                ask("throughline-order-sign", call("order-sign", "", "", "")).status());
        assertEquals(400, ask("throughline-order-sign", "{").status());
        assertEquals(404, ask("else", "{}").status());
    }

    @Test
    void whatBecameOfACardIsCounted() {
        JsonObject danger = cards(ask(
                        "throughline-order-sign",
                        call(
                                "order-sign",
                                fluoxetine("x"),
                                PATIENT + ",'prescriptions':" + PHENELZINE + ",'allergies':" + NOTHING,
                                "")))
                .getFirst();
        String feedback = ("{'feedback':[{'card':'" + danger.text("uuid")
                        + "','outcome':'overridden','outcomeTimestamp':'2026-11-26T15:00:00Z'}]}")
                .replace('\'', '"');

        assertEquals(200, ask("throughline-order-sign/feedback", feedback).status());
        assertEquals(
                422,
                ask("throughline-order-sign/feedback", "{\"feedback\":[{\"card\":\"x\",\"outcome\":\"overridden\"}]}")
                        .status());
    }
}
