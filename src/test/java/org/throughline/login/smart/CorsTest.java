package org.throughline.login.smart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.throughline.app.TestProduct;
import org.throughline.app.TestProduct.Reply;

/** Pages of registered apps may call, pages of others may not. */
class CorsTest {
    private static final TestProduct PRODUCT = TestProduct.start();
    private static final String ORIGIN = "https://app.example.org";
    private static AppFixture apps;
    private static String app;

    @BeforeAll
    static void anApp() {
        apps = new AppFixture(PRODUCT);
        app = apps.browserApp("user/Patient.rs");
    }

    private static Reply from(String origin, String method, String address) {
        return PRODUCT.request(method, address).header("Origin", origin).send();
    }

    private static Reply preflight(String origin, String address) {
        return PRODUCT.anonymous("OPTIONS", address)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,if-match")
                .send();
    }

    @Test
    void aRegisteredAppIsAnsweredAndToldSo() {
        Reply reply = from(ORIGIN, "GET", "Patient");
        assertEquals(200, reply.status());
        assertEquals(ORIGIN, reply.header("Access-Control-Allow-Origin"));
        assertEquals("Origin", reply.header("Vary"));
        assertTrue(reply.header("Access-Control-Expose-Headers").contains("ETag"));
        assertEquals("", reply.header("Access-Control-Allow-Credentials"));
        Reply failed = from(ORIGIN, "GET", "Patient/nobody");
        assertEquals(404, failed.status());
        assertEquals(ORIGIN, failed.header("Access-Control-Allow-Origin"));
    }

    @Test
    void aRegisteredAppMayAskBefore() {
        for (String address : List.of("Patient/1", PRODUCT.home() + "/oauth/token", PRODUCT.home() + "/oauth/revoke")) {
            Reply reply = preflight(ORIGIN, address);
            assertEquals(204, reply.status(), address);
            assertEquals(ORIGIN, reply.header("Access-Control-Allow-Origin"));
            assertTrue(reply.header("Access-Control-Allow-Methods").contains("PUT"));
            assertTrue(reply.header("Access-Control-Allow-Headers").contains("If-Match"));
        }
    }

    @Test
    void othersAreNot() {
        for (String origin : List.of(
                "https://evil.example.org",
                "http://app.example.org",
                "https://app.example.org:444",
                "https://app.example.org.evil.org",
                "null")) {
            assertEquals("", from(origin, "GET", "Patient").header("Access-Control-Allow-Origin"), origin);
            Reply preflight = preflight(origin, "Patient/1");
            assertEquals(401, preflight.status(), origin);
            assertEquals("", preflight.header("Access-Control-Allow-Origin"), origin);
        }
    }

    @Test
    void anybodyMayReadWhatIsOpen() {
        for (String address : List.of("metadata", ".well-known/smart-configuration", PRODUCT.home() + "/oauth/keys")) {
            Reply reply = PRODUCT.anonymous("GET", address)
                    .header("Origin", "https://anywhere.example.org")
                    .send();
            assertEquals(200, reply.status(), address);
            assertEquals("*", reply.header("Access-Control-Allow-Origin"), address);
        }
    }

    @Test
    void aDisabledAppIsNotAnsweredAnyMore() {
        String other = apps.at("https://other.example.org/back");
        assertEquals(
                "https://other.example.org",
                from("https://other.example.org", "GET", "Patient").header("Access-Control-Allow-Origin"));
        PRODUCT.apps().apps().enable(AppFixture.ADMIN, other, false);
        assertEquals("", from("https://other.example.org", "GET", "Patient").header("Access-Control-Allow-Origin"));
        assertEquals(ORIGIN, from(ORIGIN, "GET", "Patient").header("Access-Control-Allow-Origin"), app);
    }

    @Test
    void screensAreOfNoOtherOrigin() {
        for (String path : List.of("/patients", "/account/access", "/oauth/authorize", "/login")) {
            Reply reply = PRODUCT.anonymous("GET", PRODUCT.home() + path)
                    .header("Origin", ORIGIN)
                    .send();
            assertEquals("", reply.header("Access-Control-Allow-Origin"), path);
        }
    }
}
