package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.throughline.login.smart.Person.location;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;
import org.throughline.login.smart.app.App;

/** Apps that register themselves, where the operator lets them. */
class SelfRegistrationTest {
    private static final TestProduct PRODUCT = TestProduct.start("--app-registration=true");

    private static Reply register(String json) {
        return PRODUCT.anonymous("POST", PRODUCT.home() + "/oauth/register")
                .body("application/json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .send();
    }

    @Test
    void theConfigurationTellsWhere() {
        assertEquals(
                PRODUCT.home() + "/oauth/register",
                PRODUCT.anonymous("GET", ".well-known/smart-configuration")
                        .send()
                        .json()
                        .text("registration_endpoint"));
    }

    @Test
    void anAppRegistersItselfAndAPersonIsWarned() {
        Reply reply = register("{'client_name':'Newcomer','redirect_uris':['" + Flow.REDIRECT
                + "'],'token_endpoint_auth_method':'none','scope':'openid user/Patient.rs'}");
        assertEquals(201, reply.status(), reply.toString());
        JsonObject told = reply.json();
        assertEquals("openid user/Patient.rs", told.text("scope"));
        assertNull(told.text("client_secret"));

        Person admin = new Person(PRODUCT.home()).loggedIn("admin", TestProduct.PASSWORD);
        Flow flow = new Flow(PRODUCT, told.text("client_id"), "openid user/Patient.rs");
        String page = admin.get(location(flow.ask(admin))).body();
        assertTrue(page.contains("Nobody at this practice has checked this app"), page);
        assertEquals(200, flow.tokens(admin, "").status());
    }

    @Test
    void aConfidentialAppGetsItsSecret() {
        Reply reply = register("{'client_name':'Server','redirect_uris':['" + Flow.REDIRECT + "']}");
        assertEquals(201, reply.status(), reply.toString());
        assertEquals(43, reply.json().text("client_secret").length());
        assertEquals("client_secret_basic", reply.json().text("token_endpoint_auth_method"));
        assertEquals("no-store", reply.header("Cache-Control"));
    }

    @Test
    void noAppGivesItselfWhatOnlyThePracticeGives() {
        String end = ",'redirect_uris':['" + Flow.REDIRECT + "']}";
        for (String wrong : List.of(
                "{'client_name':'x','scope':'system/*.rs'" + end,
                "{'client_name':'x','grant_types':['client_credentials']" + end,
                "{'client_name':'x','grant_types':['implicit']" + end,
                "{'client_name':'x','token_endpoint_auth_method':'tls_client_auth'" + end,
                "{'client_name':'x','token_endpoint_auth_method':'private_key_jwt'" + end,
                "{'client_name':'x','token_endpoint_auth_method':'private_key_jwt','jwks_uri':'http://169.254.169.254/'"
                        + end,
                "{'client_name':''" + end,
                "{'client_name':'x'}",
                "{'client_name':'x','redirect_uris':['http://app.example.org/back']}",
                "{'client_name':'x','redirect_uris':['https://app.example.org/back#x']}",
                "{'client_name':'x','redirect_uris':['javascript:alert(1)']}",
                "{'client_name':'x','redirect_uris':['data:text/html,x']}",
                "nonsense",
                "[]")) {
            Reply reply = register(wrong);
            assertEquals(400, reply.status(), wrong + ": " + reply);
        }
        assertTrue(PRODUCT.apps().apps().all().stream()
                .noneMatch(app -> app.registration().service()));
        assertTrue(PRODUCT.apps().apps().all().stream().allMatch(App::registeredSelf));
    }

    @Test
    void floodsAreRefused() {
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(
                        connection,
                        "INSERT INTO app (client_id, name, about, proof, redirects, scopes, unasked, introspects,"
                                + " registered_self, created) SELECT 'flood' || n, 'x', '', 'NONE', '{}', 'openid', false,"
                                + " false, true, now() FROM generate_series(1, 200) n"));
        Reply reply = register("{'client_name':'Late','redirect_uris':['" + Flow.REDIRECT + "']}");
        assertEquals(503, reply.status(), reply.toString());
        PRODUCT.database()
                .inTransaction(connection -> Sql.change(connection, "DELETE FROM app WHERE client_id LIKE 'flood%'"));
    }
}
